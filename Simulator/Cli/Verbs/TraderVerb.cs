using System.CommandLine;
using Ics2.Trader.Conduct;
using Ics2.Trader.Settings;

namespace Ics2.Cli.Verbs;

/// <summary>A verb that acts as an enrolled trader.</summary>
internal abstract class TraderVerb : Verb
{
    private readonly Option<DirectoryInfo> _trader = new("--trader")
    {
        Description = "Trader folder, as ics2 enrol writes it",
        Required = true,
    };

    protected TraderVerb(string name, string description, string example)
        : base(name, description, example) => Add(_trader);

    protected abstract Task<int> RunAsync(TraderFolder trader, ParseResult arguments, CancellationToken cancellationToken);

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var trader = TraderFolder.Open(arguments.GetRequiredValue(_trader).FullName);
        if (trader.Remark is { } remark)
        {
            Say($"ics2 {Name}: {remark}");
        }

        foreach (var misconduct in Misconducts.Of(trader))
        {
            Say($"ics2 {Name}: misconduct on purpose ('conduct' in {TraderFolder.SettingsFile}): {misconduct}");
        }

        return await RunAsync(trader, arguments, cancellationToken);
    }
}
