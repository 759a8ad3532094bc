using Ics2.Contract.Management;
using Model = Ics2.Customs.Model;

namespace Ics2.Tests.Contract.Management;

/// <summary>
/// The states that the documents speak of are those of customs: the contract knows nothing of ours, so it has to say them once more, and
/// the server converts by number.
/// </summary>
public sealed class StatesTests
{
    public static TheoryData<Type, Type> States =>
        new()
        {
            { typeof(FilingState), typeof(Model.FilingState) },
            { typeof(EnsState), typeof(Model.EnsState) },
            { typeof(HouseState), typeof(Model.HouseState) },
            { typeof(RiskStage), typeof(Model.RiskStage) },
            { typeof(ReferralState), typeof(Model.ReferralState) },
            { typeof(TimerKind), typeof(Model.TimerKind) },
        };

    [Theory]
    [MemberData(nameof(States))]
    public void They_are_the_same_as_those_of_customs(Type contract, Type customs) => Members(contract).ShouldBe(Members(customs));

    [Fact]
    public void Their_words_are_those_of_the_documents() => EnsState.PendingCompleteness.Word().ShouldBe("pendingCompleteness");

    private static IEnumerable<(string Name, int Number)> Members(Type type) =>
        Enum.GetValues(type).Cast<Enum>().Select(value => (value.ToString(), Convert.ToInt32(value, null)));
}
