using System.Xml;
using BenchmarkDotNet.Attributes;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Reading;
using Ics2.Ens.Validation;

namespace Ics2.Load.Benchmarks;

/// <summary>
/// Validating a filing (structure, code lists, rules, alphabet), beside an <see cref="XmlReader"/> that merely reads the same bytes.
/// </summary>
[MemoryDiagnoser]
public class ValidateBenchmarks
{
    private readonly EnsValidator _validator = new(SpecPack.Embedded());
    private byte[] _document = [];

    /// <summary>What is validated.</summary>
    [Params(Filing.F10, Filing.F11)]
    public Filing Filing { get; set; }

    /// <summary>The filing must be valid, and refused when it is spoiled.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _document = Filing.Document();
        Expect.That(_validator.Validate(_document).Count == 0, "a valid filing");
        Expect.That(ReadAndValidate().Message is not null, "a filing that is read");
        var spoiled = _document.ToArray();
        spoiled.AsSpan().Replace((byte)'L', (byte)'X'); // element names and all
        Expect.That(_validator.Validate(spoiled).Count > 0, "a finding in a spoiled one");
    }

    /// <summary>Reading alone.</summary>
    [Benchmark(Baseline = true)]
    public int XmlReaderAlone()
    {
        using var stream = new MemoryStream(_document, writable: false);
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var nodes = 0;
        while (reader.Read())
        {
            nodes++;
        }

        return nodes;
    }

    /// <summary>Findings alone, as <c>ics2 validate</c> wants them: what no rule needs any more is forgotten on the way.</summary>
    [Benchmark]
    public IReadOnlyList<ValidationFinding> Validate() => _validator.Validate(_document);

    /// <summary>Findings and the tree, as the access point wants them.</summary>
    [Benchmark]
    public ReadResult ReadAndValidate() => _validator.ReadAndValidate(_document);
}
