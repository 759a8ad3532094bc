namespace Ics2.Contract.Management;

/// <summary>What an AS4 product has to be told to speak with this access point (<c>GET /pmode</c>).</summary>
/// <param name="Parameters">In the order in which products ask for them.</param>
public sealed record PModeView(IReadOnlyList<PModeParameter> Parameters);

/// <summary>One parameter.</summary>
/// <param name="Name">What it is, in the words of the standard.</param>
/// <param name="Note">What else to know; null for nothing.</param>
public sealed record PModeParameter(string Name, string Value, string? Note = null);
