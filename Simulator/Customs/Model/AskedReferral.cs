namespace Ics2.Customs.Model;

/// <summary>One request in a message.</summary>
/// <param name="House">About which house.</param>
internal sealed record AskedReferral(string Reference, OrderedReferral Asked, DocumentReference? House);
