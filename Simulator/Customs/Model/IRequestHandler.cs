using Ics2.Ens.Findings;

namespace Ics2.Customs.Model;

/// <summary>How customs deals with one kind of request of a trader, found by its action.</summary>
internal interface IRequestHandler
{
    /// <summary>The actions it is for, for example <c>IE3Q04</c>.</summary>
    IReadOnlyList<string> Actions { get; }

    /// <summary>What only customs can find wrong with it; anything is answered with IE3N99, and the request is not handled.</summary>
    IReadOnlyList<ValidationFinding> Check(CustomsState state, TakeRequest request);

    /// <summary>Does what is asked, and answers.</summary>
    /// <returns>Whether something changed that links and analyses may follow from.</returns>
    bool Handle(DecisionBuilder decision, TakeRequest request);
}
