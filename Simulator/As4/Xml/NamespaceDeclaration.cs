namespace Ics2.As4.Xml;

/// <summary>A namespace declaration as written on one element.</summary>
/// <param name="Prefix">The prefix; empty for the default namespace.</param>
/// <param name="Uri">The namespace; empty to undeclare the default one.</param>
internal readonly record struct NamespaceDeclaration(string Prefix, string Uri);
