using Ics2.As4;
using Ics2.Tests.As4.Attacks;

namespace Ics2.Tests.Support;

/// <summary>One attack of <c>attack-cases.md</c>.</summary>
/// <param name="Id">Its id there, with a letter where one case has several forms.</param>
/// <param name="Build">Makes the message.</param>
/// <param name="Codes">The ebMS codes that are the expected kind of answer; none means that the message is harmless and accepted.</param>
internal sealed record AttackCase(string Id, Func<Attacker, WireMessage> Build, params string[] Codes)
{
    public static IEnumerable<AttackCase> All =>
        [.. WrappingCases.All, .. ReferenceCases.All, .. ParserCases.All, .. PackagingCases.All, .. StrictCases.All];

    public override string ToString() => Id;
}
