namespace Ics2.Ens.Samples;

/// <summary>
/// Draws that follow from the seed and from what they are for, whatever was drawn before: so the same house has the same goods in every
/// filing that tells of it.
/// </summary>
internal static class Draws
{
    /// <summary>A source of its own for one subject of a story.</summary>
    public static Random For(int seed, string subject, int first = 0, int second = 0)
    {
        unchecked
        {
            var hash = 2166136261u; // FNV-1a: the hash of a string is another in every process
            foreach (var character in subject)
            {
                hash = (hash ^ character) * 16777619u;
            }

            foreach (var number in (ReadOnlySpan<int>)[seed, first, second])
            {
                hash = (hash ^ (uint)number) * 16777619u;
                hash ^= hash >> 15;
            }

            return new Random((int)(hash & int.MaxValue));
        }
    }

    public static T Pick<T>(this Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    public static string Digits(this Random random, int count) => random.Fill(new string('#', count));

    /// <summary>Puts digits where a form has # and capital letters where it has @.</summary>
    public static string Fill(this Random random, string form) =>
        string.Create(
            form.Length,
            (random, form),
            static (span, state) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = state.form[i] switch
                    {
                        '#' => (char)('0' + state.random.Next(10)),
                        '@' => (char)('A' + state.random.Next(26)),
                        var character => character,
                    };
                }
            }
        );

    /// <summary>A time between two, in whole minutes.</summary>
    public static TimeSpan Between(this Random random, TimeSpan least, TimeSpan most) =>
        most <= least ? least : TimeSpan.FromMinutes(random.Next((int)least.TotalMinutes, (int)most.TotalMinutes + 1));
}
