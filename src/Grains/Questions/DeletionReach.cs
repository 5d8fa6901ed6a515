using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Questions;

/// <summary>
/// Whom a deletion concerns beside the post's author: those who have points because of it, and with a question those who have points because
/// of the answers that go with it (an answer that was deleted by itself before has given its points back already). A fact names a bounded
/// number of members; what is beyond it is named by further facts of the same append.
/// </summary>
internal static class DeletionReach
{
    /// <summary>Members that one fact names at most, as long as all of its kind fit one append.</summary>
    public const int MembersPerFact = 500;

    /// <summary>The facts of a deletion: the deletion itself, and what it reaches beyond its own list.</summary>
    public static ImmutableArray<Fact> Facts(QuestionState state, PostRef reference, Post post, string? reason = null, int most = MembersPerFact)
    {
        var others = reference.Answer is { } answer ? Others(state, answer, post) : [];
        var deleted = new PostDeleted(reference, post.Author, [.. others.Take(most)], state.Skills, reason);
        var beyond = reference.Answer is { } own
            ? [.. others.Skip(most).Select(member => (own, member))]
            : WithTheQuestion(state);
        return [deleted, .. Fitting(reference, beyond, most)];
    }

    /// <summary>The facts that undo a deletion, one for each of its own.</summary>
    public static ImmutableArray<Fact> Facts(QuestionState state, PostRef reference, Post post, Deletion deletion) =>
    [
        new PostUndeleted(reference, post.Author, deletion.Others, deletion.Version, state.Skills),
        .. deletion.Parts.Select(part => new UndeletionReached(reference, part.Members, part.Version)),
    ];

    // Nobody has points because of an answer that nobody voted on, and an accepted answer of somebody else keeps its question.
    private static List<(AnswerId Answer, MemberId Member)> WithTheQuestion(QuestionState state) =>
    [
        .. state.Order.Select(static rank => rank.Id).OrderBy(static id => id.Value)
            .Select(id => (Id: id, Answer: state.Answers[id]))
            .Where(static answer => !answer.Answer.Ballots.IsEmpty)
            .SelectMany(answer => Members(state, answer.Id, answer.Answer).Select(member => (answer.Id, member))),
    ];

    private static IEnumerable<MemberId> Members(QuestionState state, AnswerId id, Post answer) =>
        answer.Author is { Value: > 0 } author ? Others(state, id, answer).Prepend(author) : Others(state, id, answer);

    // Imported voters (negative numbers) have no points.
    private static List<MemberId> Others(QuestionState state, AnswerId id, Post answer)
    {
        var accepter = state.Acceptance is { } acceptance && acceptance.Answer == id ? acceptance.By : null;
        return
        [
            .. answer.Ballots.Where(static cast => cast.Value.Value < 0).Select(static cast => (MemberId?)cast.Key)
                .Append(accepter)
                .OfType<MemberId>()
                .Where(member => member.Value > 0 && member != answer.Author)
                .Distinct()
                .Order(),
        ];
    }

    private static List<DeletionReached> Fitting(PostRef reference, List<(AnswerId Answer, MemberId Member)> reached, int least)
    {
        for (var most = least; ; most *= 2)
        {
            var parts = Parts(reference, reached, most);
            if (parts.Count < AppendRequest.MaxFacts)
            {
                return parts;
            }
        }
    }

    private static List<DeletionReached> Parts(PostRef reference, List<(AnswerId Answer, MemberId Member)> reached, int most)
    {
        var parts = new List<DeletionReached>();
        var (answers, members) = (new List<AnswerId>(), new SortedSet<MemberId>());
        foreach (var (answer, member) in reached)
        {
            if (members.Count == most && !members.Contains(member))
            {
                parts.Add(new DeletionReached(reference, [.. answers], [.. members]));
                answers.Clear();
                members.Clear();
            }

            if (answers is not [.., var last] || last != answer)
            {
                answers.Add(answer);
            }

            members.Add(member);
        }

        return members.Count == 0 ? parts : [.. parts, new DeletionReached(reference, [.. answers], [.. members])];
    }
}
