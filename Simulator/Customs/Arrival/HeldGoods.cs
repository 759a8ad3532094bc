using Ics2.Customs.Model;

namespace Ics2.Customs.Arrival;

/// <summary>
/// What of an ENS is under do-not-load orders: houses, and houses in containers that are; nothing where that does not matter.
/// </summary>
internal sealed class HeldGoods(IReadOnlyList<Filing> members, bool matters)
{
    private readonly HashSet<string> _containers = [.. members.SelectMany(member => member.HeldContainers)];

    public bool Any => matters && (_containers.Count > 0 || members.Any(member => member.Houses.Any(house => house.DoNotLoad)));

    public bool Holds(Filing member, int index) =>
        matters && (member.Houses[index].DoNotLoad || _containers.Overlaps(member.Content.Houses[index].Containers));
}
