using Ics2.Contract.Management;

namespace Ics2.Rehearsal.Running.Results;

/// <summary>One HTTP exchange between a trader of the scenario and customs, kept as evidence.</summary>
/// <param name="Folder">Its folder below that of the scenario, such as <c>003-in-IE3F10</c>: <c>exchange.json</c> is the record, beside it
/// lie the bytes.</param>
/// <param name="Exchange">The record. <see cref="ExchangeView.Request"/> and <see cref="ExchangeView.Response"/> name the files with the
/// bytes, relative to the folder; bytes that were kept for an earlier exchange are named there.</param>
public sealed record ExchangeEvidence(string Folder, ExchangeView Exchange);
