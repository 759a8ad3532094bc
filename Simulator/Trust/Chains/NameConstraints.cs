using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Chains;

/// <summary>
/// Name constraints of a CA (RFC 5280, 4.2.1.10; attack case KEY-11): DNS and directory names are compared, names of other kinds that the
/// CA restricts are refused, because they cannot be judged.
/// </summary>
internal static class NameConstraints
{
    private const string Constraints = "2.5.29.30";
    private const string AlternativeNames = "2.5.29.17";
    private const int Dns = 2;
    private const int Directory = 4;
    private const int MaxNames = 1000;

    private static readonly Asn1Tag Permitted = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Why the CA may not have issued the leaf; null when nothing forbids it.</summary>
    public static ChainDecision? Fault(X509Certificate2 leaf, X509Certificate2 ca)
    {
        var extension = ca.Extensions.FirstOrDefault(e => e.Oid?.Value is Constraints);
        if (extension is null)
        {
            return null;
        }

        try
        {
            var (permitted, excluded) = Subtrees(extension.RawData);
            var wrong = Names(leaf)
                .FirstOrDefault(name =>
                    excluded.Any(tree => Covers(tree, name))
                    || (permitted.Any(tree => tree.Kind == name.Kind) && !permitted.Any(tree => Covers(tree, name)))
                    || (name.Kind is not (Dns or Directory) && permitted.Concat(excluded).Any(tree => tree.Kind == name.Kind))
                );
            return wrong is null
                ? null
                : ChainDecision.Refuse(
                    ChainFault.WrongUsage,
                    $"The CA {ca.Shown()} may not issue certificates for a name of {leaf.Shown()}.",
                    "names that the name constraints of the CA allow",
                    wrong.Kind == Dns
                        ? CertificateText.Short(System.Text.Encoding.ASCII.GetString(wrong.Value))
                        : $"a name of kind {wrong.Kind} (RFC 5280, GeneralName)",
                    "Order the certificate from a CA that may issue for this name."
                );
        }
        catch (AsnContentException e)
        {
            return ChainDecision.Refuse(
                ChainFault.Malformed,
                $"The name constraints of {ca.Shown()}, or the names of the certificate, cannot be read.",
                "extensions of RFC 5280 in DER",
                e.Message,
                "Have the certificate issued again."
            );
        }
    }

    private static (List<Name> Permitted, List<Name> Excluded) Subtrees(byte[] extension)
    {
        var constraints = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence();
        List<Name> permitted = [],
            excluded = [];
        while (constraints.HasData)
        {
            var tag = constraints.PeekTag();
            var trees = constraints.ReadSequence(tag);
            var list = tag == Permitted ? permitted : excluded;
            while (trees.HasData && list.Count < MaxNames)
            {
                list.Add(Read(trees.ReadSequence())); // minimum and maximum are fixed by RFC 5280
            }
        }

        return (permitted, excluded);
    }

    private static List<Name> Names(X509Certificate2 leaf)
    {
        var names = new List<Name> { new(Directory, leaf.SubjectName.RawData) };
        var extension = leaf.Extensions.FirstOrDefault(e => e.Oid?.Value is AlternativeNames);
        var alternative = extension is null ? null : new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
        while (alternative is { HasData: true } && names.Count < MaxNames)
        {
            names.Add(Read(alternative));
        }

        return names;
    }

    // GeneralName ::= CHOICE of context tags; a directory name is wrapped once more.
    private static Name Read(AsnReader reader)
    {
        var tag = reader.PeekTag();
        if (tag.TagValue == Directory)
        {
            return new Name(Directory, reader.ReadSequence(tag).ReadEncodedValue().ToArray());
        }

        var content = reader.PeekContentBytes().ToArray();
        reader.ReadEncodedValue();
        return new Name(tag.TagValue, content);
    }

    private static bool Covers(Name tree, Name name) =>
        tree.Kind == name.Kind
        && tree.Kind switch
        {
            Dns => CoversDns(
                System.Text.Encoding.ASCII.GetString(tree.Value).TrimStart('.'),
                System.Text.Encoding.ASCII.GetString(name.Value)
            ),
            Directory => Steps(name.Value)
                .Zip(Steps(tree.Value))
                .TakeWhile(pair => string.Equals(pair.First, pair.Second, StringComparison.Ordinal))
                .Count() == Steps(tree.Value).Count,
            _ => false,
        };

    private static bool CoversDns(string tree, string name) =>
        tree.Length == 0
        || string.Equals(name, tree, StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("." + tree, StringComparison.OrdinalIgnoreCase);

    private static List<string> Steps(byte[] directoryName)
    {
        var steps = new List<string>();
        var sequence = new AsnReader(directoryName, AsnEncodingRules.DER).ReadSequence();
        while (sequence.HasData)
        {
            steps.Add(Convert.ToHexString(sequence.ReadEncodedValue().Span));
        }

        return steps;
    }

    /// <summary>A general name.</summary>
    /// <param name="Kind">Its tag.</param>
    /// <param name="Value">Its content.</param>
    private sealed record Name(int Kind, byte[] Value);
}
