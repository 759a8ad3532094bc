// Outside every namespace and short on purpose: rewritten code names it before every fault.
#pragma warning disable
using System.Collections.Generic;
using System.Threading;

/// <summary>Which one fault is switched on, and which were asked for.</summary>
public static class Mutant
{
    private static readonly int[] s_hits = new int[100_000];

    /// <summary>The fault that is on; 0 for none.</summary>
    public static volatile int Active;

    /// <summary>Whether the code may do it wrongly here.</summary>
    public static bool Is(int id)
    {
        s_hits[id] = 1;
        return Active == id;
    }

    /// <summary>An element of a list, or nothing.</summary>
    public static T[] Drop<T>(int id, T item) => Is(id) ? [] : [item];

    /// <summary>All that code has asked for since the last time.</summary>
    public static List<int> TakeHits()
    {
        var hits = new List<int>();
        for (var i = 1; i < s_hits.Length; i++)
        {
            if (s_hits[i] != 0 && Interlocked.Exchange(ref s_hits[i], 0) != 0)
            {
                hits.Add(i);
            }
        }

        return hits;
    }
}
