using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;

namespace Skiller.Tests.Unit.Reputation;

/// <summary>
/// DESIGN.md part 5 once more, without entries, positions or look-ups: what each standing vote and acceptance is worth now. It shares no code
/// with the rules that it is held against.
/// </summary>
internal sealed class ReputationModel
{
    private readonly List<Gift> _gifts = [];

    public long TotalOf(MemberId member) => _gifts.Where(gift => gift.To == member && !gift.IsTaken).Sum(static gift => gift.Points);

    public void Vote(PostRef post, long voter, int value, DateTimeOffset at)
    {
        _gifts.RemoveAll(gift => gift.Post == post && gift.Voter == voter);
        var author = post.IsQuestion ? Votes.Asker : Votes.Author;
        if (value > 0)
        {
            var used = _gifts.Where(gift => gift.To == author && gift.Day == at.UtcDateTime.Date).Sum(static gift => gift.Points);
            _gifts.Add(new Gift(author, post, voter, Math.Min(post.IsQuestion ? 5 : 10, 200 - used)) { Day = at.UtcDateTime.Date });
        }
        else if (value < 0)
        {
            _gifts.Add(new Gift(author, post, voter, -2));
            if (!post.IsQuestion)
            {
                _gifts.Add(new Gift(new MemberId(voter), post, voter, -1));
            }
        }
    }

    public void Accept() => _gifts.AddRange([new Gift(Votes.Author, Votes.OnAnswer, 0, 15), new Gift(Votes.Asker, Votes.OnAnswer, 0, 2)]);

    public void Withdraw() => _gifts.RemoveAll(static gift => gift.Voter == 0);

    public void Delete(PostRef post)
    {
        foreach (var gift in _gifts.Where(gift => gift.Post == post))
        {
            // What comes back later stands outside the cap.
            (gift.IsTaken, gift.Day) = (true, null);
        }
    }

    public void Undelete(PostRef post) => _gifts.FindAll(gift => gift.Post == post).ForEach(static gift => gift.IsTaken = false);

    private sealed record Gift(MemberId To, PostRef Post, long Voter, int Points)
    {
        public DateTime? Day { get; set; }

        public bool IsTaken { get; set; }
    }
}
