namespace Ics2.AccessPoint.Settings;

/// <summary>
/// What becomes of a sealed pull request that came before, is old, or comes over the TLS certificate of another trader: whoever once saw a
/// request, as a proxy does that ends TLS, could otherwise empty somebody's channel with it. No document of ICS2 says anything of it.
/// </summary>
public enum PullReplay
{
    /// <summary>It is answered, and the exchange says what is odd about it.</summary>
    Warn,

    /// <summary>It is refused with EBMS:0101.</summary>
    Refuse,

    /// <summary>It is answered like any other, as Domibus does.</summary>
    Accept,
}
