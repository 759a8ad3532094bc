using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Ics2.Contract.Management;
using Ics2.Contract.Rehearsals;
using Ics2.Simulator;
using Ics2.StepDefinitions.Clients;

namespace Ics2.Cli.Options;

/// <summary>The options of <c>rehearse</c> that say who is judged, and by which customs.</summary>
internal sealed class ClientOptions
{
    private const string ByHand = "manual";

    private static readonly TimeSpan HandTime = TimeSpan.FromMinutes(5);

    private readonly Option<string> _client = new("--client")
    {
        Description = "Who is judged: builtin, exec:CMD, http:URL or manual (see StepDefinitions/Steps/Clients/README.md)",
        DefaultValueFactory = _ => "builtin",
    };
    private readonly Option<TimeSpan> _clientTime = DurationOption.Create(
        "--client-time",
        "Longest that one command or call of the client may take; 5m for a person unless given",
        TimeSpan.FromSeconds(30)
    );
    private readonly Option<Uri?> _pushUrl = Urls.Option(
        "--push-url",
        "Where a client that is driven by hand takes what customs pushes; scenarios that need it are skipped otherwise",
        httpsOnly: true
    );
    private readonly Option<Uri?> _attach = Urls.Option(
        "--attach",
        "Management API of a running ics2 serve that judges instead of a private simulator; what needs a customs of its own is skipped"
    );
    private readonly Option<string?> _token = ManagementAccess.Token("--token");
    private readonly Option<string[]> _trader = new("--trader")
    {
        Description = "With --attach and --client manual: folder of a trader that the client is set up as already; may be repeated",
    };

    public void AddTo(Command command)
    {
        command.Add(_client);
        command.Add(_clientTime);
        command.Add(_pushUrl);
        command.Add(_attach);
        command.Add(_token);
        command.Add(_trader);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_trader) is { Length: > 0 } && (result.GetValue(_attach) is null || result.GetValue(_client) != ByHand))
            {
                result.AddError("--trader needs --attach and --client manual: every other client is enrolled anew in each scenario.");
            }

            if (result.GetValue(_pushUrl) is not null && result.GetValue(_client) != ByHand)
            {
                result.AddError("--push-url needs --client manual: other clients say themselves where they listen.");
            }
        });
    }

    /// <summary>Whether a person drives the client.</summary>
    public bool IsByHand(ParseResult arguments) => arguments.GetValue(_client) == ByHand;

    /// <summary>How long one thing may take that the client is asked.</summary>
    public TimeSpan TimeLimit(ParseResult arguments) =>
        IsByHand(arguments) && arguments.GetResult(_clientTime) is null or { Implicit: true } ? HandTime : arguments.GetValue(_clientTime);

    /// <summary>The client; disposed of by the caller, where it can be.</summary>
    /// <param name="guide">Leads the person, where one drives the client.</param>
    /// <exception cref="InvalidDataException">The text names none.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client owns its traders.")]
    public ITraderUnderTest Client(ParseResult arguments, IRehearsalGuide? guide)
    {
        if (guide is not null)
        {
            var kept = new KeptTraders(arguments.GetValue(_trader) ?? []);
            return new ManualTrader(guide, TimeLimit(arguments), kept, arguments.GetValue(_pushUrl));
        }

        return ClientChoice.TryParse(arguments.GetRequiredValue(_client), TimeLimit(arguments), out var client, out var why)
            ? client
            : throw new InvalidDataException($"--client: {why}");
    }

    /// <summary>The running customs that judges; null for a private simulator.</summary>
    /// <exception cref="CouldNotRunException">Nobody answers there.</exception>
    public async Task<ICustomsManagement?> AttachAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(_attach) is not { } url)
        {
            return null;
        }

        var api = new ManagementClient(url, arguments.GetValue(_token));
        try
        {
            await api.NodeAsync(cancellationToken);
            return api;
        }
        catch (ManagementRefusedException refused)
        {
            api.Dispose();
            throw new CouldNotRunException($"--attach {url} refuses: {refused.Reason}", "Give its token with --token.");
        }
        catch (HttpRequestException unanswered)
        {
            api.Dispose();
            throw new CouldNotRunException(
                $"--attach {url}: no simulator answers there: {unanswered.Message}",
                "Start one with 'ics2 serve', and give the URL of its management API."
            );
        }
    }
}
