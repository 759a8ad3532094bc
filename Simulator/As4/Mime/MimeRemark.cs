namespace Ics2.As4.Mime;

/// <summary>Something about the packaging that is tolerated because products in the field write it, and that others refuse.</summary>
/// <param name="Id">Of the check that shows it.</param>
/// <param name="Text">What should be so, in one sentence.</param>
/// <param name="Fault">What is so instead, in one sentence.</param>
/// <param name="Expected">How it is written right.</param>
/// <param name="Found">How it was written.</param>
/// <param name="Remedy">How to mend it.</param>
internal sealed record MimeRemark(string Id, string Text, string Fault, string Expected, string Found, string Remedy);
