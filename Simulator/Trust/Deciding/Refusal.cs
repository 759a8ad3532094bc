using Ics2.Trust.Certificates;
using Ics2.Trust.Registry;

namespace Ics2.Trust.Deciding;

/// <summary>What the sender is told: the ebMS error code and the text of its detail (as4-profile e).</summary>
/// <param name="Code"><c>EBMS:0004</c> for UUM&amp;DS, <c>EBMS:0101</c> for a chain, <c>EBMS:0103</c> for a policy.</param>
/// <param name="Detail">For <c>eb:ErrorDetail</c>.</param>
public sealed record Refusal(string Code, string Detail)
{
    /// <summary>How a refusal by UUM&amp;DS is worded: <c>A001 ...</c> by the ICD, <c>A0001:...</c> by Domibus (conflict 1).</summary>
    public static Refusal Of(Authorisation authorisation, RefusalWording wording)
    {
        var code = authorisation.SubCode ?? throw new ArgumentException("A granted authorisation is no refusal.", nameof(authorisation));
        var label = wording == RefusalWording.Domibus ? $"A0{code[1..]}:" : code + " ";
        return new Refusal(
            "EBMS:0004",
            label + Sentences(authorisation.Text, authorisation.Expected, authorisation.Found, authorisation.Remedy)
        );
    }

    /// <summary>
    /// How a refused certificate is worded. A chain that ends elsewhere than in an accepted CA is EBMS:0101 by the ICD, and EBMS:0103 by
    /// Domibus with the DSS extension (as4-profile e).
    /// </summary>
    public static Refusal Of(ChainDecision decision, RefusalWording wording)
    {
        var fault = decision.Fault ?? throw new ArgumentException("An accepted chain is no refusal.", nameof(decision));
        var code = fault switch
        {
            ChainFault.NotTrusted or ChainFault.CaWithdrawn => wording == RefusalWording.Domibus ? "EBMS:0103" : "EBMS:0101",
            ChainFault.NoCertificate
            or ChainFault.WrongUsage
            or ChainFault.WrongType
            or ChainFault.WeakKey
            or ChainFault.WrongKeyType
            or ChainFault.Ambiguous => "EBMS:0103",
            _ => "EBMS:0101",
        };
        return new Refusal(code, $"{fault}: {Sentences(decision.Text, decision.Expected, decision.Found, decision.Remedy)}");
    }

    private static string Sentences(string text, string? expected, string? found, string? remedy) =>
        text
        + (expected is null ? "" : $" Expected: {expected}.")
        + (found is null ? "" : $" Found: {found}.")
        + (remedy is null ? "" : $" Remedy: {remedy}");
}
