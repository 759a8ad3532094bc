using System.Formats.Asn1;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Revocation;

/// <summary>Reads <c>Time ::= CHOICE { UTCTime, GeneralizedTime }</c> and judges ages.</summary>
internal static class AsnTime
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public static bool IsNext(AsnReader reader) =>
        reader.HasData && (reader.PeekTag() == Asn1Tag.UtcTime || reader.PeekTag() == Asn1Tag.GeneralizedTime);

    public static DateTimeOffset Read(AsnReader reader) =>
        reader.PeekTag() == Asn1Tag.UtcTime ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();

    /// <summary>Refuses what does not speak about now.</summary>
    /// <exception cref="InvalidDataException">It is too old, or of the future.</exception>
    public static void EnsureFresh(string what, DateTimeOffset thisUpdate, DateTimeOffset? nextUpdate, DateTimeOffset now)
    {
        if (thisUpdate > now + ClockSkew || nextUpdate < now - ClockSkew)
        {
            throw new InvalidDataException(
                $"the {what} is of {CertificateText.Shown(thisUpdate)}, next update "
                    + $"{(nextUpdate is { } next ? CertificateText.Shown(next) : "open")}, but it is {CertificateText.Shown(now)}"
            );
        }
    }
}

/// <summary>Reads <c>Extensions</c>.</summary>
internal static class AsnExtensions
{
    private const int MaxExtensions = 50;

    public static IEnumerable<(string Oid, bool Critical, ReadOnlyMemory<byte> Value)> Read(AsnReader extensions)
    {
        for (var count = 0; extensions.HasData; count++)
        {
            if (count == MaxExtensions)
            {
                throw new InvalidDataException($"more than {MaxExtensions} extensions");
            }

            var extension = extensions.ReadSequence();
            var oid = extension.ReadObjectIdentifier();
            var critical = extension.PeekTag() == Asn1Tag.Boolean && extension.ReadBoolean();
            yield return (oid, critical, extension.ReadOctetString());
        }
    }
}
