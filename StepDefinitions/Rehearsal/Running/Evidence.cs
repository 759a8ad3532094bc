using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal.Running;

/// <summary>
/// What a scenario leaves behind for whoever doubts the verdict: files, and a timeline of the messages seen. Ask for it in a constructor.
/// </summary>
public sealed partial class Evidence(RehearsedScenario scenario)
{
    private const int LongestName = 100;

    private readonly Lock _gate = new();
    private readonly List<EvidenceFile> _files = [];
    private readonly List<TimelineEntry> _timeline = [];

    /// <summary>The files saved so far.</summary>
    public IReadOnlyList<EvidenceFile> Files
    {
        get
        {
            lock (_gate)
            {
                return [.. _files];
            }
        }
    }

    /// <summary>The entries noted so far, in order of time.</summary>
    public IReadOnlyList<TimelineEntry> Timeline
    {
        get
        {
            lock (_gate)
            {
                return [.. _timeline.OrderBy(entry => entry.At)];
            }
        }
    }

    /// <summary>Saves bytes as they are.</summary>
    /// <param name="name">A file name such as <c>request.as4</c>; letters that file systems dislike are replaced, a name that is taken gets
    /// a number.</param>
    /// <param name="content">The bytes.</param>
    /// <returns>The path of the file.</returns>
    public string Save(string name, ReadOnlySpan<byte> content)
    {
        var safe = FileName(name);
        lock (_gate)
        {
            var unique = safe;
            for (
                var number = 2;
                _files.Exists(file => string.Equals(Path.GetFileName(file.Path), unique, StringComparison.OrdinalIgnoreCase));
                number++
            )
            {
                unique = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Path.GetFileNameWithoutExtension(safe)}-{number}{Path.GetExtension(safe)}"
                );
            }

            Directory.CreateDirectory(scenario.EvidenceFolder);
            var path = Path.Combine(scenario.EvidenceFolder, unique);
            File.WriteAllBytes(path, content);
            _files.Add(new EvidenceFile(name, $"{Path.GetFileName(scenario.EvidenceFolder)}/{unique}"));
            return path;
        }
    }

    /// <summary>Saves text as UTF-8.</summary>
    /// <param name="name">A file name.</param>
    /// <param name="content">The text.</param>
    /// <returns>The path of the file.</returns>
    public string Save(string name, string content) => Save(name, Encoding.UTF8.GetBytes(content));

    /// <summary>Notes something that was seen on the wire.</summary>
    /// <param name="entry">What was seen.</param>
    public void Note(TimelineEntry entry)
    {
        lock (_gate)
        {
            _timeline.Add(entry);
        }
    }

    /// <summary>A name that every file system takes.</summary>
    internal static string FileName(string name)
    {
        var safe = Unsafe().Replace(name, "-").TrimStart('.').TrimEnd('.');
        return safe.Length switch
        {
            0 => "file",
            > LongestName => safe[^LongestName..].TrimStart('.'),
            _ => safe,
        };
    }

    [GeneratedRegex("[^A-Za-z0-9._-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Unsafe();
}
