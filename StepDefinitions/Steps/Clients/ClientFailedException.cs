using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.StepDefinitions.Clients;

/// <summary>
/// The client under test could not do what it was asked: it is not there, died, or took too long. That fails its scenario.
/// </summary>
/// <param name="message">What happened.</param>
public sealed class ClientFailedException(string message) : ScenarioEndedException(StepStatus.Failed, message);

/// <summary>Something that is no fault of the client keeps the scenario from going on; nothing can be said about the client.</summary>
/// <param name="message">What happened.</param>
public sealed class HarnessFaultException(string message) : ScenarioEndedException(StepStatus.Inconclusive, message);
