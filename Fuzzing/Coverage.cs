using System.Numerics;
using SharpFuzz.Common;

namespace Ics2.Fuzzing;

/// <summary>
/// Which branches an input took, and how often, in eight steps; and which any input took before. Instrumented code counts in a map that all
/// share, so one input runs at a time.
/// </summary>
internal sealed unsafe class Coverage
{
    private const int Size = 64 * 1024;

    // Pinned for the life of the process, since instrumented code writes to it at any time.
    private static readonly byte[] Map = Shared();

    private readonly byte[] _seen = new byte[Size];

    /// <summary>Branches that any input took.</summary>
    public int Branches { get; private set; }

    /// <summary>Begins an input.</summary>
    public static void Begin()
    {
        Array.Clear(Map);
        Trace.PrevLocation = 0;
    }

    private static byte[] Shared()
    {
        var map = GC.AllocateArray<byte>(Size, pinned: true);
        fixed (byte* first = map)
        {
            Trace.SharedMem = first;
        }

        return map;
    }

    /// <summary>Ends it.</summary>
    /// <returns>Whether it did something that none did before.</returns>
    public bool End()
    {
        var isNew = false;
        for (var at = 0; at < Size; at++)
        {
            if (Map[at] == 0)
            {
                continue;
            }

            var step = (byte)(1 << Math.Min(7, BitOperations.Log2(Map[at])));
            if ((_seen[at] & step) == 0)
            {
                Branches += _seen[at] == 0 ? 1 : 0;
                _seen[at] |= step;
                isNew = true;
            }
        }

        return isNew;
    }
}
