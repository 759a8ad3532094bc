using System.CommandLine;
using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Settings;
using Ics2.As4.Profiles;
using Ics2.Contract.Management;
using Ics2.Simulator;
using Ics2.Trust.Deciding;
using Ics2.Trust.Lists;

namespace Ics2.Cli.Options;

/// <summary>Whom <c>inspect</c> asks about certificates: a folder of trusted lists, a running simulator, both, or nobody.</summary>
internal sealed class TrustOptions
{
    private readonly Option<DirectoryInfo?> _lists = new("--trusted-lists")
    {
        Description = "Folder with trusted lists: eu-lotl.xml, lotl-signers.pem, DE.xml ...; without it the seal's CA is not judged",
    };
    private readonly Option<Uri?> _management = Urls.Option(
        "--management",
        "Management API of a running simulator, whose lists and registry are asked; without it they are not"
    );
    private readonly Option<string?> _token = ManagementAccess.Token();

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Add(_lists);
        verb.Add(_management);
        verb.Add(_token);
    }

    /// <summary>Opens what was given.</summary>
    /// <returns>The checks; to be disposed.</returns>
    /// <exception cref="CouldNotRunException">The simulator that was named does not answer.</exception>
    public async Task<AskedTrust> OpenAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (folder, management) = (arguments.GetValue(_lists), arguments.GetValue(_management));
        var simulator = management is null ? null : await AskAsync(management, arguments.GetValue(_token), cancellationToken);
        var trust = new AskedTrust(folder, simulator);
        try
        {
            await trust.EnsureListsAsync(cancellationToken);
            return trust;
        }
        catch
        {
            trust.Dispose();
            throw;
        }
    }

    private static async Task<TrustAccess> AskAsync(Uri management, string? token, CancellationToken cancellationToken)
    {
        using var api = new ManagementClient(management, token);
        try
        {
            return await api.TrustAsync(cancellationToken);
        }
        catch (Exception none) when (none is HttpRequestException or ManagementRefusedException)
        {
            throw new CouldNotRunException($"No simulator answers at {management}: {none.Message}");
        }
    }

    /// <summary>The lists and the registry that are asked, as the access point asks them.</summary>
    internal sealed class AskedTrust : IDisposable
    {
        private readonly AskedServices _services;

        public AskedTrust(DirectoryInfo? folder, TrustAccess? simulator)
        {
            _services = new AskedServices(folder, simulator, files => files.Options());
            Checks = new SenderTrust(Profile.Ics2HtiV2, _services.Lists is { } lists ? Judge(lists) : null, _services.Registry);
        }

        public SenderTrust Checks { get; }

        /// <summary>Sees to it that nothing is judged by no lists at all.</summary>
        /// <exception cref="CouldNotRunException">No trusted list could be loaded.</exception>
        public async Task EnsureListsAsync(CancellationToken cancellationToken)
        {
            if (_services.Lists is { } lists && (await lists.CurrentAsync(registeringState: null, cancellationToken)).ServiceCount == 0)
            {
                throw new CouldNotRunException(
                    "No trusted list could be loaded, so no certificate could be judged: "
                        + string.Join(
                            "; ",
                            lists.States.Take(3).Select(state => $"{state.Location}: {state.Problem ?? "no service in it"}")
                        ),
                    "Give the folder of the real lists, or leave --trusted-lists and --management out."
                );
            }
        }

        public void Dispose() => _services.Dispose();

        private JudgeSeal Judge(TrustedListStore lists)
        {
            var decider = new SealDecider(lists, _services.Revocation, new SealAcceptance());
            return async (leaf, others, state, at, cancellationToken) =>
                (await decider.DecideAsync(leaf, others, state, at, cancellationToken)).Chain;
        }
    }
}
