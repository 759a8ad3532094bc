using System.Diagnostics.CodeAnalysis;

namespace Ics2.Trader.Settings;

/// <summary>
/// A trader folder that cannot be used. The message names the file, what is wrong with it and how to mend it; it never holds a password.
/// </summary>
[SuppressMessage("Design", "CA1032", Justification = "Without a message that names the file it would be of no use.")]
public sealed class TraderFolderException(string message, Exception? cause = null) : Exception(message, cause);
