using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Ics2.AccessPoint.Settings;

namespace Ics2.Cli.Options;

/// <summary>
/// From where the AS4 listener of <c>serve</c> can be reached, and under which names: this machine alone unless somebody says otherwise.
/// </summary>
internal sealed class Reach
{
    private readonly Option<IPAddress?> _address = new("--address")
    {
        Description =
            "IP address of the AS4 listener: 0.0.0.0 or [::] for every network of this machine; without it this machine alone, 127.0.0.1 "
            + "and ::1",
        CustomParser = Parse,
    };
    private readonly Option<string[]> _names = new("--host-name")
    {
        Description =
            "Names or IP addresses under which others reach it, which go into its TLS certificate; enrolled traders are told to post to the "
            + "first",
        AllowMultipleArgumentsPerToken = true,
    };

    public Reach() =>
        _names.Validators.Add(given =>
        {
            foreach (var name in given.Tokens.Select(token => token.Value))
            {
                if (Uri.CheckHostName(name) == UriHostNameType.Unknown)
                {
                    given.AddError($"--host-name: '{name}' is neither a host name nor an IP address; for instance customs.example.");
                }
            }
        });

    public IEnumerable<Option> Options => [_address, _names];

    /// <summary>Null for loopback.</summary>
    public IPAddress? Address(ParseResult arguments) => arguments.GetValue(_address);

    /// <summary>
    /// The names that were said, then those that an open listener has anyway: of the machine, and its addresses. Containers of one network
    /// reach each other by them.
    /// </summary>
    public IReadOnlyList<string> Names(ParseResult arguments)
    {
        var said = arguments.GetValue(_names) ?? [];
        return Address(arguments) is not { } address || IPAddress.IsLoopback(address) ? said
            : AccessPointSettings.IsEvery(address) ? [.. said.Union(OwnNames(), StringComparer.OrdinalIgnoreCase)]
            : [.. said, address.ToString()];
    }

    /// <summary>The name that is handed out.</summary>
    public string Name(ParseResult arguments) => arguments.GetValue(_names) is [var first, ..] ? first : "localhost";

    /// <summary>Who can reach what, in one line.</summary>
    public static string Describe(AccessPointSettings settings)
    {
        var open = settings.BindAddress is { } address && !IPAddress.IsLoopback(address);
        var hint = (open, settings.HostName) switch
        {
            (false, _) => "; --address 0.0.0.0 --host-name NAME opens AS4 to others",
            (true, "localhost") => "; traders are told to post to localhost, which --host-name NAME changes",
            _ => "",
        };
        return $"open to {Who(settings.BindAddress)}: AS4; to {Who(settings.ManagementAddress)}"
            + $"{(settings.ManagementAddress is { } other && !IPAddress.IsLoopback(other) ? " and shows the token" : "")}: these pages and the "
            + $"management API; to this machine alone: registry and trust services{hint}";
    }

    private static string Who(IPAddress? address) =>
        address is null || IPAddress.IsLoopback(address) ? "this machine alone"
        : AccessPointSettings.IsEvery(address) ? "whoever reaches this machine"
        : $"whoever reaches {address}";

    internal static IPAddress? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (IPAddress.TryParse(text.Trim('[', ']'), out var address))
        {
            return address;
        }

        argument.AddError($"'{text}' is no IP address; 0.0.0.0 is every network of this machine.");
        return null;
    }

    private static IEnumerable<string> OwnNames() =>
        NetworkInterface
            .GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(own => own.Address)
            .Where(own => !IPAddress.IsLoopback(own) && !own.IsIPv6LinkLocal && own.AddressFamily is not AddressFamily.Unknown)
            .Select(own => own.ToString())
            .Prepend(Environment.MachineName)
            .Where(name => Uri.CheckHostName(name) != UriHostNameType.Unknown);
}
