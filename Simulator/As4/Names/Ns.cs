namespace Ics2.As4.Names;

/// <summary>The namespaces of an AS4 envelope (as4-profile a).</summary>
public static class Ns
{
    /// <summary>SOAP 1.2.</summary>
    public const string Soap = "http://www.w3.org/2003/05/soap-envelope";

    /// <summary>SOAP 1.1, recognised only to say that it is the wrong version.</summary>
    public const string Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";

    /// <summary>ebMS 3 core.</summary>
    public const string Ebms = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/";

    /// <summary>Non-repudiation information.</summary>
    public const string Ebbp = "http://docs.oasis-open.org/ebxml-bp/ebbp-signals-2.0";

    /// <summary>WS-Security utility: <c>wsu:Id</c>.</summary>
    public const string Wsu = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    /// <summary>WS-Security 1.0.</summary>
    public const string Wsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

    /// <summary>WS-Security 1.1.</summary>
    public const string Wsse11 = "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd";

    /// <summary>XML Signature.</summary>
    public const string Ds = "http://www.w3.org/2000/09/xmldsig#";

    /// <summary>XML Encryption, recognised only to refuse it.</summary>
    public const string Xenc = "http://www.w3.org/2001/04/xmlenc#";

    /// <summary>Exclusive canonical form: <c>InclusiveNamespaces</c>.</summary>
    public const string ExcC14N = "http://www.w3.org/2001/10/xml-exc-c14n#";

    /// <summary>The <c>xml</c> prefix.</summary>
    public const string Xml = "http://www.w3.org/XML/1998/namespace";

    /// <summary>Namespace declarations.</summary>
    public const string Xmlns = "http://www.w3.org/2000/xmlns/";
}
