using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;
using Skiller.Grains.Search;

namespace Skiller.Silo.Verify;

/// <summary>A member recomputed from their facts: what the grain and the lists must say.</summary>
internal sealed class ReplayedMember
{
    private readonly MemberRegistered _joined;
    private readonly DateTimeOffset _at;
    private readonly Dictionary<SkillSlug, (bool Declared, HashSet<MemberId> Peers)> _skills = [];
    private readonly HashSet<(SkillSlug Skill, MemberId By)> _hidden = [];
    private ImmutableArray<SkillSlug> _declared;
    private string _name;
    private string _headline;
    private ulong _bio;
    private int _version = 1;

    public ReplayedMember(long id, MemberRegistered joined, DateTimeOffset at)
    {
        (Id, _joined, _at, _name, _headline) = (id, joined, at, joined.Name ?? "", joined.Headline ?? "");
        (_bio, _declared) = (Fingerprint.Of(joined.Bio ?? ""), joined.Skills);
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
                Edit(edited);
                break;
            case SkillEndorsed endorsed when !_hidden.Contains((endorsed.Skill, endorsed.By)):
                Of(endorsed.Skill).Peers.Add(endorsed.By);
                break;
            case EndorsementWithdrawn withdrawn:
                Of(withdrawn.Skill).Peers.Remove(withdrawn.By);
                _hidden.Remove((withdrawn.Skill, withdrawn.By));
                break;
            case EndorsementAnswered { Hidden: true } hidden:
                Of(hidden.Skill).Peers.Remove(hidden.By);
                _hidden.Add((hidden.Skill, hidden.By));
                break;
            case EndorsementAnswered accepted when _hidden.Remove((accepted.Skill, accepted.By)):
                Of(accepted.Skill).Peers.Add(accepted.By);
                break;
        }
    }

    /// <summary>The row that lists are read from, with the total of the member's ledger.</summary>
    public string Row(long total) => string.Create(
        CultureInfo.InvariantCulture,
        $"{_joined.Handle}|{_name}|{_headline}|{(_at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond}|{total}|{_skills.Values.Sum(static skill => skill.Peers.Count)}");

    /// <summary>The text that the search must keep.</summary>
    public string Found() => $"{_name}\n{_joined.Handle}|{string.Join(' ', _declared.Distinct())}|1";

    /// <summary>The words by whose beginnings the directory finds them.</summary>
    public IEnumerable<string> Named() => Words.Of($"{_name}\n{_joined.Handle}").Select(static word => word.Text).Distinct();

    /// <summary>Skills that the member declares or that peers vouch for.</summary>
    public IEnumerable<(SkillSlug Skill, string Value)> Skills() => Listed().Select(
        static skill => (skill.Skill, string.Create(CultureInfo.InvariantCulture, $"{(skill.Declared ? 1 : 0)}|{skill.Peers}")));

    /// <summary>The same with how many peers vouch.</summary>
    public IEnumerable<(SkillSlug Skill, bool Declared, int Peers)> Listed() => _skills
        .Where(static skill => skill.Value.Declared || skill.Value.Peers.Count > 0)
        .Select(static skill => (skill.Key, skill.Value.Declared, skill.Value.Peers.Count));

    /// <summary>What the member's grain must show.</summary>
    public string Shown() => Shown(
        _joined.Handle ?? "",
        _name,
        _headline,
        _bio,
        _version,
        _declared,
        _skills.Where(static skill => skill.Value.Peers.Count > 0).Select(static skill => new SkillEndorsements(skill.Key, skill.Value.Peers.Count)));

    /// <summary>What a grain shows, in the same words.</summary>
    public static string Shown(MemberProfile profile) => Shown(
        profile.Handle, profile.Name, profile.Headline ?? "", Fingerprint.Of(profile.Bio ?? ""), profile.Version, profile.Skills, profile.Endorsements);

    private static string Shown(
        string handle, string name, string headline, ulong bio, int version, ImmutableArray<SkillSlug> declared, IEnumerable<SkillEndorsements> endorsed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{handle}|{name}|{headline}|bio {bio:x16}|version {version}|declares {string.Join(' ', declared.Order())}|endorsed {string.Join(' ', endorsed.OrderBy(static e => e.Skill).Select(static e => $"{e.Skill}:{e.Count}"))}");

    private void Edit(ProfileEdited edited)
    {
        _version++;
        _name = edited.Name ?? _name;
        _headline = edited.Headline ?? _headline;
        _bio = edited.Bio is { } bio ? Fingerprint.Of(bio) : _bio;
        if (edited.Skills is { } declared)
        {
            _declared = declared;
            Declare([.. declared]);
        }
    }

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
