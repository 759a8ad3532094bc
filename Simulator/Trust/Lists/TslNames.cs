using System.Collections.Frozen;

namespace Ics2.Trust.Lists;

/// <summary>The URIs of ETSI TS 119 612 (as4-profile f1).</summary>
public static class TslNames
{
    /// <summary>XML namespace of versions 5 and 6.</summary>
    public const string Tsl = "http://uri.etsi.org/02231/v2#";

    /// <summary>XML namespace of the MimeType of a pointer.</summary>
    public const string AdditionalTypes = "http://uri.etsi.org/02231/v2/additionaltypes#";

    /// <summary>XML namespace of qualifications.</summary>
    public const string Qualifications = "http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#";

    /// <summary>XML namespace of XAdES.</summary>
    public const string Xades = "http://uri.etsi.org/01903/v1.3.2#";

    /// <summary>Value of the TSLTag attribute.</summary>
    public const string Tag = "http://uri.etsi.org/19612/TSLTag";

    /// <summary>TSLType of the list of lists.</summary>
    public const string ListOfLists = "http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUlistofthelists";

    /// <summary>TSLType of a national list.</summary>
    public const string Generic = "http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUgeneric";

    /// <summary>MIME type of a list for machines.</summary>
    public const string MimeType = "application/vnd.etsi.tsl+xml";

    /// <summary>A CA that issues qualified certificates.</summary>
    public const string CaQc = "http://uri.etsi.org/TrstSvc/Svctype/CA/QC";

    /// <summary>A CA that issues others.</summary>
    public const string CaPkc = "http://uri.etsi.org/TrstSvc/Svctype/CA/PKC";

    /// <summary>Status of a qualified service in good standing.</summary>
    public const string Granted = StatusRoot + "granted";

    /// <summary>Status of a qualified service that lost it.</summary>
    public const string Withdrawn = StatusRoot + "withdrawn";

    /// <summary>Status of other services in good standing.</summary>
    public const string Recognised = StatusRoot + "recognisedatnationallevel";

    /// <summary>Beginning of purposes and qualifiers.</summary>
    public const string SvcInfoExt = "http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/";

    /// <summary>Purpose: seals.</summary>
    public const string ForeSeals = SvcInfoExt + "ForeSeals";

    private const string StatusRoot = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/";

    /// <summary>Statuses of good standing; the last three were used before 1 July 2016.</summary>
    public static FrozenSet<string> GoodStatus { get; } =
        new[]
        {
            Granted,
            Recognised,
            StatusRoot + "undersupervision",
            StatusRoot + "supervisionincessation",
            StatusRoot + "accredited",
        }.ToFrozenSet(StringComparer.Ordinal);
}
