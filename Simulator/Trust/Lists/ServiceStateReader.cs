using System.Xml;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Lists;

/// <summary>Reads a service's present or past state with its extensions (TS 119 612, 5.5 and 5.6).</summary>
internal static class ServiceStateReader
{
    private const int DeepestCriteria = 10;

    public static ServiceState Read(XmlElement information)
    {
        var extensions = information
            .Children("ServiceInformationExtensions", TslNames.Tsl)
            .SelectMany(e => e.Children("Extension", TslNames.Tsl))
            .ToList();
        return new ServiceState(
            TrustedListReader.Text(information, "ServiceTypeIdentifier"),
            TrustedListReader.Text(information, "ServiceStatus"),
            TrustedListReader.Date(TrustedListReader.Text(information, "StatusStartingTime")),
            [
                .. extensions
                    .SelectMany(e => e.Children("AdditionalServiceInformation", TslNames.Tsl))
                    .Select(e => TrustedListReader.Text(e, "URI")),
            ],
            [
                .. extensions
                    .SelectMany(e => e.Children("Qualifications", TslNames.Qualifications))
                    .SelectMany(e => e.Children("QualificationElement", TslNames.Qualifications))
                    .Select(Rule),
            ]
        );
    }

    private static QualifierRule Rule(XmlElement element)
    {
        var qualifiers =
            element
                .Child("Qualifiers", TslNames.Qualifications)
                ?.Children("Qualifier", TslNames.Qualifications)
                .Select(q => q.GetAttribute("uri"))
            ?? [];
        var criteria =
            element.Child("CriteriaList", TslNames.Qualifications)
            ?? throw new InvalidDataException("Expected one CriteriaList in QualificationElement.");
        return new QualifierRule([.. qualifiers], Criteria(criteria, depth: 0));
    }

    private static Criteria Criteria(XmlElement list, int depth)
    {
        if (depth == DeepestCriteria)
        {
            throw new InvalidDataException($"Criteria lists are nested deeper than {DeepestCriteria}.");
        }

        var join = list.GetAttribute("assert") switch
        {
            "all" => CriteriaJoin.All,
            "atLeastOne" => CriteriaJoin.AtLeastOne,
            "none" => CriteriaJoin.None,
            var other => throw new InvalidDataException(
                $"CriteriaList has assert '{CertificateText.Short(other)}'; expected all, atLeastOne or none."
            ),
        };
        return new Criteria(
            join,
            [.. list.Children("KeyUsage", TslNames.Qualifications).Select(Bits)],
            [.. list.Children("PolicySet", TslNames.Qualifications).Select(Policies)],
            [.. list.Children("CriteriaList", TslNames.Qualifications).Select(inner => Criteria(inner, depth + 1))],
            list.Children("otherCriteriaList", TslNames.Qualifications).Any()
        );
    }

    private static Dictionary<string, bool> Bits(XmlElement usage)
    {
        var bits = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var bit in usage.Children("KeyUsageBit", TslNames.Qualifications))
        {
            bits[bit.GetAttribute("name")] = XmlConvert.ToBoolean(bit.InnerText.Trim());
        }

        return bits;
    }

    // <PolicyIdentifier><xades:Identifier Qualifier="OIDAsURN">urn:oid:1.2.3</xades:Identifier></PolicyIdentifier>
    private static IReadOnlyList<string> Policies(XmlElement set) =>
        [
            .. set.Children("PolicyIdentifier", TslNames.Qualifications)
                .Select(policy =>
                    (policy.Child("Identifier", TslNames.Xades) ?? policy)
                        .InnerText.Trim()
                        .Replace("urn:oid:", "", StringComparison.OrdinalIgnoreCase)
                ),
        ];
}
