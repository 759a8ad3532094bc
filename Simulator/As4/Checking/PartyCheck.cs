using Ics2.As4.Messages;
using Ics2.As4.Profiles;

namespace Ics2.As4.Checking;

/// <summary>The checks on one party of a user message, worded once for all messages (ICD 4.2.2).</summary>
internal sealed class PartyCheck
{
    private const int MaxShown = 100;

    private readonly string _end,
        _typeId,
        _typeText,
        _type,
        _idId,
        _idText,
        _roleId,
        _roleText,
        _role;
    private readonly string? _customsPartyId;

    /// <summary>Words the checks.</summary>
    /// <param name="profile">The AS4 parameters.</param>
    /// <param name="end"><c>from</c> or <c>to</c>.</param>
    /// <param name="isCustoms">Whether customs is expected there.</param>
    public PartyCheck(Profile profile, string end, bool isCustoms)
    {
        _end = end == "from" ? "From" : "To";
        _type = isCustoms ? profile.CustomsPartyIdType : profile.TraderPartyIdType;
        _role = isCustoms ? profile.CustomsRole : profile.TraderRole;
        _customsPartyId = isCustoms ? profile.CustomsPartyId : null;
        (_typeId, _idId, _roleId) = ($"header.{end}.type", $"header.{end}.id", $"header.{end}.role");
        _typeText = $"the {end} party id has the type of a {(isCustoms ? "customs authority" : "trader")}";
        _idText = $"the {end} party is the trader interface";
        _roleText = $"the {end} role is {_role}";
    }

    public void Check(CheckList checks, Party party)
    {
        checks.Require(
            _typeId,
            "ICD 4.2.2.1",
            _typeText,
            party.IdType == _type,
            EbmsErrorCode.ValueInconsistent,
            _type,
            party.IdType ?? "absent",
            $"The type of {_end}/PartyId is {(party.IdType is { } type ? $"'{Shorten(type)}'" : "absent")}.",
            $"set the type attribute of {_end}/PartyId to {_type}"
        );
        if (_customsPartyId is not null)
        {
            checks.Require(
                _idId,
                "ICD 4.2.2.1",
                _idText,
                party.Id == _customsPartyId,
                EbmsErrorCode.ValueInconsistent,
                _customsPartyId,
                party.Id,
                $"{_end}/PartyId is '{Shorten(party.Id)}', which is not the party id of customs.",
                $"set {_end}/PartyId to {_customsPartyId}"
            );
        }

        checks.Require(
            _roleId,
            "ICD 4.2.2.2",
            _roleText,
            party.Role == _role,
            EbmsErrorCode.ValueInconsistent,
            _role,
            party.Role,
            $"{_end}/Role is '{Shorten(party.Role)}'.",
            $"set {_end}/Role to {_role}, as it stands, without a URI"
        );
    }

    private static string Shorten(string text) => text.Length > MaxShown ? text[..MaxShown] : text;
}
