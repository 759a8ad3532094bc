using System.Globalization;
using System.Xml;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Validation;

namespace Ics2.Load.Benchmarks;

/// <summary>
/// How fast full validation (structure, code lists, rules, alphabet) is on one thread, beside an XmlReader that merely reads the same
/// bytes; and how much memory a filing of thousands of houses needs. Rates are per second of processor time, so that other work on the
/// machine does not count. Run it in Release.
/// </summary>
public sealed class ValidationMeasurement(TimeProvider clock)
{
    private readonly EnsValidator _validator = new(SpecPack.Embedded());

    /// <summary>Measures and writes a few lines.</summary>
    /// <param name="output">Where the figures go.</param>
    /// <param name="duration">How long each figure is measured.</param>
    /// <param name="houses">How many houses the large F11 has.</param>
    public void Run(TextWriter output, TimeSpan duration, int houses = 10_000)
    {
        var filing = Filing.F10.Document();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"F10 of {filing.Length} bytes, one thread"));
        Report(output, "XmlReader only", filing, duration, () => ReadOnly(filing));
        Report(output, "validate", filing, duration, () => Expect.That(_validator.Validate(filing).Count == 0, "a valid filing"));
        Report(
            output,
            "read and validate",
            filing,
            duration,
            () => Expect.That(_validator.ReadAndValidate(filing).Findings.Count == 0, "a valid filing")
        );

        var large = Filings.Write(Filing.F11, houses, items: 2);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"F11 with {houses} houses, {large.Length / 1e6:0.0} MB"));
        Report(output, "XmlReader only", large, duration, () => ReadOnly(large));
        Report(output, "validate", large, duration, () => Expect.That(_validator.Validate(large).Count == 0, "a valid filing"));
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  live memory while validating: {PeakLive(large) / 1e6:0.0} MB above what was there before"
            )
        );
    }

    private static void ReadOnly(byte[] message)
    {
        using var stream = new MemoryStream(message, writable: false);
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        while (reader.Read())
        {
            // Reading is all that is measured.
        }
    }

    private void Report(TextWriter output, string name, byte[] message, TimeSpan duration, Action action)
    {
        var warmUp = clock.GetTimestamp();
        do
        {
            action();
        } while (clock.GetElapsedTime(warmUp) < duration);

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = clock.GetTimestamp();
        var used = Environment.CpuUsage.TotalTime;
        var count = 0;
        do
        {
            action();
            count++;
        } while (clock.GetElapsedTime(start) < duration);

        var seconds = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        var perMessage = (GC.GetAllocatedBytesForCurrentThread() - allocated) / count;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {name, -18} {count / seconds, 10:0.0} messages and {count / seconds * message.Length / 1e6, 6:0.0} MB per CPU "
                    + $"second, {perMessage / 1024.0, 10:0.0} KB allocated per message"
            )
        );
    }

    /// <summary>The most live memory seen, by collecting at every megabyte of the text.</summary>
    private long PeakLive(byte[] message)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var stream = new WatchedStream(message);
        Expect.That(_validator.Validate(stream).Count == 0, "a valid filing");
        return stream.Peak - before;
    }

    private sealed class WatchedStream(byte[] message) : MemoryStream(message, writable: false)
    {
        private const int Step = 1024 * 1024;

        private long _next = Step;

        public long Peak { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            Watch();
            return base.Read(buffer);
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Watch();
            return base.Read(buffer, offset, count);
        }

        private void Watch()
        {
            if (Position >= _next)
            {
                _next = Position + Step;
                Peak = Math.Max(Peak, GC.GetTotalMemory(forceFullCollection: true));
            }
        }
    }
}
