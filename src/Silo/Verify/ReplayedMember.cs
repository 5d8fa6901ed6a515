using System.Globalization;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;

namespace Skiller.Silo.Verify;

/// <summary>A member recomputed from their facts: what the lists must say.</summary>
internal sealed class ReplayedMember
{
    private readonly MemberRegistered _joined;
    private readonly DateTimeOffset _at;
    private readonly Dictionary<SkillSlug, (bool Declared, HashSet<MemberId> Peers)> _skills = [];
    private string _name;
    private string _headline;

    public ReplayedMember(long id, MemberRegistered joined, DateTimeOffset at)
    {
        (Id, _joined, _at, _name, _headline) = (id, joined, at, joined.Name ?? "", joined.Headline ?? "");
        foreach (var skill in joined.Skills)
        {
            _skills[skill] = (true, []);
        }
    }

    public long Id { get; }

    public void Apply(Fact fact)
    {
        switch (fact)
        {
            case ProfileEdited edited:
                _name = edited.Name ?? _name;
                _headline = edited.Headline ?? _headline;
                if (edited.Skills is { } declared)
                {
                    Declare([.. declared]);
                }

                break;
            case SkillEndorsed endorsed:
                Of(endorsed.Skill).Peers.Add(endorsed.By);
                break;
            case EndorsementWithdrawn withdrawn:
                Of(withdrawn.Skill).Peers.Remove(withdrawn.By);
                break;
        }
    }

    public string Row() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_joined.Handle}|{_name}|{_headline}|{(_at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond}");

    public IEnumerable<(SkillSlug Skill, string Value)> Skills() =>
        _skills.Select(static skill => (skill.Key, string.Create(CultureInfo.InvariantCulture, $"{(skill.Value.Declared ? 1 : 0)}|{skill.Value.Peers.Count}")));

    private void Declare(HashSet<SkillSlug> declared)
    {
        foreach (var skill in _skills.Keys.Union(declared).ToArray())
        {
            _skills[skill] = (declared.Contains(skill), Of(skill).Peers);
        }
    }

    private (bool Declared, HashSet<MemberId> Peers) Of(SkillSlug skill)
    {
        if (!_skills.TryGetValue(skill, out var known))
        {
            _skills[skill] = known = (false, []);
        }

        return known;
    }
}
