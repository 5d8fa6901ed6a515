using CsCheck;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;

namespace Skiller.Tests.Unit.Reputation;

/// <summary>What may happen to a question and its answer, in any order that the question's grain lets happen.</summary>
internal sealed class PostHistory
{
    private readonly Dictionary<(PostRef, long), int> _standing = [];
    private readonly Dictionary<PostRef, (long Version, MemberId[] Others)> _deleted = [];
    private bool _accepted;

    private PostHistory()
    {
    }

    /// <summary>Voters 101 to 130, two posts, three days.</summary>
    public static Gen<Act[]> Acts { get; } = Gen.Select(
            Gen.Int[0, 18].Select(static roll => roll < 12 ? ActKind.Vote : (ActKind)((roll - 12) % 5)),
            Gen.Bool,
            Gen.Long[101, 130],
            Gen.Int[0, 6].Select(static roll => roll < 4 ? 1 : roll < 6 ? -1 : 0),
            Gen.Int[0, 71],
            static (kind, onQuestion, voter, value, hour) => new Act(kind, onQuestion ? Votes.OnQuestion : Votes.OnAnswer, voter, value, hour))
        .Array[1, 120];

    public static IEnumerable<MemberId> Members { get; } = [Votes.Author, Votes.Asker, .. Enumerable.Range(101, 30).Select(static id => new MemberId(id))];

    public Votes Facts { get; } = new();

    public ReputationModel Model { get; } = new();

    /// <summary>Lets what can happen happen, and tells the model; the rest is refused by the grain.</summary>
    public static PostHistory Of(IEnumerable<Act> acts)
    {
        var history = new PostHistory();
        foreach (var act in acts)
        {
            history.Facts.Now = Votes.Noon.AddHours(act.Hour);
            history.Happen(act);
        }

        return history;
    }

    private void Happen(Act act)
    {
        var isThere = !_deleted.ContainsKey(act.Post) && !_deleted.ContainsKey(Votes.OnQuestion);
        switch (act.Kind)
        {
            case ActKind.Vote when isThere && _standing.GetValueOrDefault((act.Post, act.Voter)) != act.Value:
                Facts.Vote(act.Post, act.Voter, act.Value);
                Model.Vote(act.Post, act.Voter, act.Value, Facts.Now);
                _standing[(act.Post, act.Voter)] = act.Value;
                break;
            case ActKind.Accept when !_accepted && _deleted.Count == 0:
                Facts.Accept(Votes.Author, Votes.Asker);
                Model.Accept();
                _accepted = true;
                break;
            case ActKind.Withdraw when _accepted && !_deleted.ContainsKey(Votes.OnQuestion):
                Facts.Withdraw(Votes.Author, Votes.Asker);
                Model.Withdraw();
                _accepted = false;
                break;
            case ActKind.Delete when isThere:
                MemberId[] others = act.Post.IsQuestion ? [] : [.. DownVoters(), .. _accepted ? new[] { Votes.Asker } : []];
                Facts.Delete(act.Post, [.. others]);
                Model.Delete(act.Post);
                _deleted[act.Post] = (Facts.Version, others);
                break;
            case ActKind.Undelete when (act.Post.IsQuestion || !_deleted.ContainsKey(Votes.OnQuestion)) && _deleted.Remove(act.Post, out var deletion):
                Facts.Undelete(act.Post, deletion.Version, [.. deletion.Others]);
                Model.Undelete(act.Post);
                break;
        }
    }

    private IEnumerable<MemberId> DownVoters() =>
        _standing.Where(static vote => !vote.Key.Item1.IsQuestion && vote.Value < 0).Select(static vote => new MemberId(vote.Key.Item2)).Order();

    internal enum ActKind
    {
        Vote,
        Accept,
        Withdraw,
        Delete,
        Undelete,
    }

    internal sealed record Act(ActKind Kind, PostRef Post, long Voter, int Value, int Hour);
}
