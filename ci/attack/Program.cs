using System.Globalization;
using Ics2.Attack;

if (args.Length < 2)
{
    Console.Error.WriteLine("usage: attack flood TRADER_FOLDER KIND CLIENTS SECONDS [PID]      KIND: bomb, document, attachments or small");
    Console.Error.WriteLine("       attack handshakes TRADER_FOLDER CONNECTIONS [FROM_ADDRESS]");
    return 2;
}

using var signer = new Signer(args[1]);
return args[0] switch
{
    "flood" => await Flood.RunAsync(signer, args[2], Number(3), TimeSpan.FromSeconds(Number(4)), args.Length > 5 ? Number(5) : null),
    _ => await Handshakes.RunAsync(signer, Number(2), args.Length > 3 ? args[3] : "127.0.0.1"),
};

int Number(int at) => int.Parse(args[at], CultureInfo.InvariantCulture);
