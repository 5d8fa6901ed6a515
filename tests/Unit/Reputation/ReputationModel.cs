using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;

namespace Skiller.Tests.Unit.Reputation;

/// <summary>
/// DESIGN.md part 5 once more, without entries, positions or look-ups: what each standing vote and acceptance is worth now. It shares no code
/// with the rules that it is held against.
/// </summary>
internal sealed class ReputationModel
{
    private readonly List<Gift> _gifts = [];

    public long TotalOf(MemberId member) => Standing(member).Sum(static gift => gift.Points);

    public long TotalOf(MemberId member, SkillSlug skill) => Standing(member).Where(gift => gift.Skills.Contains(skill)).Sum(static gift => gift.Points);

    public void Vote(PostRef post, MemberId author, long voter, int value, DateTimeOffset at, IEnumerable<SkillSlug> skills)
    {
        _gifts.RemoveAll(gift => gift.Post == post && gift.Voter == voter);
        if (value > 0)
        {
            var used = _gifts.Where(gift => gift.To == author && gift.Day == at.UtcDateTime.Date).Sum(static gift => gift.Points);
            _gifts.Add(new Gift(author, post, voter, Math.Min(post.IsQuestion ? 5 : 10, 200 - used), [.. skills]) { Day = at.UtcDateTime.Date });
        }
        else if (value < 0)
        {
            _gifts.Add(new Gift(author, post, voter, -2, [.. skills]));
            if (!post.IsQuestion)
            {
                _gifts.Add(new Gift(new MemberId(voter), post, voter, -1, [.. skills]));
            }
        }
    }

    /// <summary>There is one acceptance at most; one's own answer gives nothing.</summary>
    public void Accept((PostRef Post, MemberId Author)? answer, IEnumerable<SkillSlug> skills)
    {
        _gifts.RemoveAll(static gift => gift.Voter == 0);
        if (answer is { } accepted && accepted.Author != Votes.Asker)
        {
            _gifts.Add(new Gift(accepted.Author, accepted.Post, 0, 15, [.. skills]));
            _gifts.Add(new Gift(Votes.Asker, accepted.Post, 0, 2, [.. skills]));
        }
    }

    /// <summary>A question takes its answers along, but for those that are gone already.</summary>
    public void Delete(PostRef post)
    {
        foreach (var gift in _gifts.Where(gift => gift.TakenWith is null && (post.IsQuestion || gift.Post == post)))
        {
            // What comes back later stands outside the cap.
            (gift.TakenWith, gift.Day) = (post, null);
        }
    }

    public void Undelete(PostRef post) => _gifts.FindAll(gift => gift.TakenWith == post).ForEach(static gift => gift.TakenWith = null);

    private IEnumerable<Gift> Standing(MemberId member) => _gifts.Where(gift => gift.To == member && gift.TakenWith is null);

    private sealed record Gift(MemberId To, PostRef Post, long Voter, int Points, SkillSlug[] Skills)
    {
        public DateTime? Day { get; set; }

        public PostRef? TakenWith { get; set; }
    }
}
