namespace Ics2.Ens.Findings;

/// <summary>
/// What a verdict does not vouch for: values that were checked by their shape only, since the list is not complete or is not held here.
/// Said once per list, so that "valid" is never silent about it.
/// </summary>
/// <param name="List">The code list (CL013), or what the values are (EORI).</param>
/// <param name="Text">What was not checked, and what would.</param>
/// <param name="Values">The values, each once, the first few.</param>
public sealed record ValidationNote(string List, string Text, IReadOnlyList<string> Values);
