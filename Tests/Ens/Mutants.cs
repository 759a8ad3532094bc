using System.Security;
using System.Text;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;
using Ics2.Ens.Samples;
using Ics2.Tests.Support;

namespace Ics2.Tests.Ens;

/// <summary>A message with one thing wrong, and what the table says about it.</summary>
/// <param name="Name">What was done to which element.</param>
/// <param name="Xml">The message.</param>
/// <param name="Code">The code that must be among the findings; null when the structure is still right.</param>
/// <param name="Path">The path it must carry.</param>
internal sealed record Mutant(string Name, string Xml, string? Code, string? Path)
{
    public override string ToString() => $"{Name}: {Code} {Path}";
}

/// <summary>
/// Breaks samples in every way the tables can judge: each row that occurs in a few samples is removed, doubled, emptied, made too long,
/// given a wrong type and a wrong code, moved, and renamed.
/// </summary>
internal static class Mutants
{
    private const int Seeds = 2;

    public static IEnumerable<Mutant> Of(string message)
    {
        var done = new HashSet<ElementDefinition>(ReferenceEqualityComparer.Instance);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var options = new SampleOptions
            {
                Seed = seed,
                Houses = 2,
                Items = 2,
                Now = EnsTestData.Now,
            };
            var root = new SampleWriter(EnsTestData.Pack).Compose(message, options).Root;
            foreach (var element in root.DescendantsAndSelf().Where(element => element.Parent is not null && done.Add(element.Definition!)))
            {
                foreach (var mutant in Of(root, element))
                {
                    yield return mutant;
                }
            }
        }
    }

    private static IEnumerable<Mutant> Of(EnsElement root, EnsElement target)
    {
        var row = target.Definition!;
        var siblings = target.Parent!.All(target.Name).Count();
        var isLast = target.Occurrence == siblings;
        var path = target.Path;
        var wrapped = row.IsDateTime ? "DateTime" : null;

        yield return Make(
            "removed",
            _ => "",
            siblings <= row.MinOccurs ? "13" : null,
            row.Repeats ? path[..path.LastIndexOf('[')] + $"[{siblings}]" : path
        );
        yield return siblings == row.MaxOccurs
            ? Make(
                "doubled",
                text => text + text,
                row.MaxOccurs == 1 ? "26" : "35",
                $"{(row.Repeats ? path[..path.LastIndexOf('[')] : path)}[{siblings + 1}]"
            )
            : Make("doubled", text => text + text, null, null);
        yield return Make("renamed", _ => "<strange>1</strange>", "15", target.Parent.Path + "/strange");
        if (row.IsClass)
        {
            var first = row.Children.FirstOrDefault(child => child.MinOccurs > 0);
            yield return Make(
                "emptied",
                _ => $"<{row.Tag}></{row.Tag}>",
                first is null ? null : "13",
                first is null ? null : $"{path}/{first.Tag}{(first.Repeats ? "[1]" : "")}"
            );
        }
        else
        {
            yield return With("emptied", "", "40");
            yield return With("too long", TooLong(row.Format!), row.IsDateTime ? "12" : "39");
            if (row.Format!.Kind != ValueKind.Text)
            {
                yield return With("of the wrong type", row.Format.Kind == ValueKind.Letters ? "1" : "x", row.IsDateTime ? "12" : "37");
            }

            if (row.Format.Kind == ValueKind.DecimalNumber)
            {
                yield return With("with a comma", "1,5", "19");
                yield return With("without a leading digit", ".5", "38");
            }

            if (row.Codes is { } codes && !codes.Allows("~"))
            {
                yield return With("given a wrong code", WrongCode(row.Format, codes), "12");
            }
        }

        if (isLast && target.Next is null && target.Occurrence == 1 && !ReferenceEquals(target.Parent.FirstChild, target))
        {
            var moved = Write(target.Parent, target, _ => "", front: Write(target, null, null));
            yield return new Mutant(
                $"{path} moved to the front",
                ReferenceEquals(target.Parent, root) ? moved : Write(root, target.Parent, _ => moved),
                "15",
                null
            );
        }

        Mutant With(string what, string value, string code) =>
            Make(
                what,
                _ => wrapped is null ? $"<{row.Tag}>{value}</{row.Tag}>" : $"<{row.Tag}><{wrapped}>{value}</{wrapped}></{row.Tag}>",
                code,
                path
            );

        Mutant Make(string what, Func<string, string> change, string? code, string? at) =>
            new($"{path} {what}", Write(root, target, change), code, code is null ? null : at);
    }

    private static string TooLong(ValueFormat format) =>
        format.Kind switch
        {
            ValueKind.Letters => new string('A', format.MaxLength + 1),
            ValueKind.Digits or ValueKind.DecimalNumber => new string('1', format.MaxLength + 1),
            ValueKind.DateTime => "2026-11-23T10:00:00.000Z",
            _ => new string('A', format.MaxLength + 1),
        };

    private static string WrongCode(ValueFormat format, CodeList codes)
    {
        var characters = format.Kind == ValueKind.Digits ? "0956" : "Q~";
        return characters.Select(character => new string(character, format.MinLength)).First(code => !codes.Allows(code));
    }

    private static string Write(EnsElement element, EnsElement? target, Func<string, string>? change, string front = "")
    {
        var text = new StringBuilder();
        text.Append('<')
            .Append(element.Name)
            .Append(element.Parent is null ? $" xmlns=\"{EnsTestData.Pack.Namespace}\">" : ">")
            .Append(front);
        if (element.Value is { } value)
        {
            text.Append(element.Definition!.IsDateTime ? $"<DateTime>{value}</DateTime>" : SecurityElement.Escape(value));
        }

        foreach (var child in element.Children)
        {
            text.Append(ReferenceEquals(child, target) ? change!(Write(child, null, null)) : Write(child, target, change));
        }

        return text.Append("</").Append(element.Name).Append('>').ToString();
    }
}
