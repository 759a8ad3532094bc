using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>The codes of CL701 that conditions ask for.</summary>
internal static class InformationCode
{
    /// <summary>The consignee is unknown.</summary>
    public const string ConsigneeUnknown = "10600";

    /// <summary>The ENS is lodged together with the customs declaration of a consignment of low value (DEC-39).</summary>
    public const string LowValue = "10900";

    public static bool IsGiven(EnsElement consignment, string code) =>
        consignment.All("additionalInformation/code").Any(element => string.Equals(element.Value, code, StringComparison.Ordinal));
}
