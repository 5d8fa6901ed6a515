using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Questions;

/// <summary>
/// A part of what happened to a question elsewhere, each act with its own time, through the same rules less the bounds on texts, on who
/// may do what, and on what a closed question takes: there it was taken. What is no text is replaced rather than refused; an act that cannot
/// be (on a post that is not there or is deleted, a vote on one's own, a number in use) is left out, and the receipt says which.
/// </summary>
internal static class ImportingHistory
{
    /// <summary>Acts of a part at most; the facts of each fit one append.</summary>
    public const int MaxActs = 400;

    public static Decision<ImportReceipt> Decide(QuestionState state, ImportHistory command)
    {
        if (command.Acts.IsDefaultOrEmpty || command.Acts.Length > MaxActs)
        {
            return Refusal.Invalid(FieldError.Of("acts", "out-of-range", "1", "400"));
        }

        if (state.Question is null && command.Acts[0] is not ImportedQuestion)
        {
            return RefusalCode.NotFound;
        }

        var facts = ImmutableArray.CreateBuilder<TimedFact>(command.Acts.Length);
        var stream = GrainKeys.Of(state.Id);
        var leftOut = ImmutableArray.CreateBuilder<int>();
        foreach (var (act, number) in command.Acts.Select(static (act, number) => (act, number)))
        {
            var of = FactsOf(state, act);
            if (of.IsEmpty)
            {
                leftOut.Add(number);
            }

            foreach (var fact in of)
            {
                facts.Add(fact);
                state = state.Apply(fact.Fact, new Occurrence(stream, state.Version + 1, fact.At, fact.Actor));
            }
        }

        return facts.Count > AppendRequest.MaxFacts
            ? Refusal.Invalid(FieldError.Of("acts", "too-many", "400"))
            : Decision<ImportReceipt>.Of(new ImportReceipt(facts.Count, leftOut.ToImmutable()), facts.ToImmutable());
    }

    private static ImmutableArray<TimedFact> FactsOf(QuestionState state, ImportedAct act) => act switch
    {
        ImportedQuestion asked when state.Question is null => At(act, asked.Author, new QuestionAsked(
            asked.Author,
            Line(asked.Title),
            Text(asked.Body),
            asked.Skills.IsDefault ? [] : [.. asked.Skills.Distinct()],
            asked.Locale,
            Math.Max(0, asked.Views))),
        ImportedAnswer posted when Reached(state, PostRef.Question) is not null && !state.Answers.ContainsKey(posted.Answer) =>
            At(act, posted.Author, new AnswerPosted(posted.Answer, posted.Author, Text(posted.Body), state.Skills)),
        ImportedComment posted when Reached(state, posted.Post) is { } post && !CommentingOnPost.Has(post, posted.Comment) =>
            At(act, posted.Author, new CommentPosted(posted.Post, posted.Comment, posted.Author, Text(posted.Body))),
        ImportedVote { Value: 1 or -1 } voted when Reached(state, voted.Post) is { } post && post.Author != voted.Voter =>
            At(act, null, VotingOnPost.Cast(state, voted.Post, post, voted.Voter, voted.Value)),
        ImportedAcceptance accepted when Reached(state, new PostRef(accepted.Answer)) is not null =>
            At(act, state.Question?.Author, AcceptingAnswer.Facts(state, accepted.Answer, state.Question?.Author)),
        ImportedEdit edited when Reached(state, edited.Post) is { } post =>
            At(act, edited.Editor, EditingPost.Change(state, post, Edit(edited))),
        ImportedClosure when Reached(state, PostRef.Question) is not null && state.Status == QuestionStatus.Open =>
            At(act, null, new QuestionClosed()),
        _ => [],
    };

    private static PostEdited Edit(ImportedEdit edited) => new(
        edited.Post,
        edited.Post.IsQuestion && edited.Title is { } title ? Line(title) : null,
        edited.Body is { } body ? Text(body) : null,
        edited.Post.IsQuestion && edited.Skills is { IsDefault: false } skills ? [.. skills.Distinct()] : null,
        edited.Summary is { } summary ? Text(summary) : null);

    private static Post? Reached(QuestionState state, PostRef reference) =>
        ReachingPost.TryRead(state, reference, out var post, out _) ? post : null;

    private static ImmutableArray<TimedFact> At(ImportedAct act, MemberId? actor, Fact? fact) => fact is null ? [] : At(act, actor, [fact]);

    private static ImmutableArray<TimedFact> At(ImportedAct act, MemberId? actor, ImmutableArray<Fact> facts) =>
        [.. facts.Select(fact => new TimedFact(fact, LogTime.Of(act.At), actor) { IsPast = true })];

    private static string Text(string text) => PlainText.Normalised(text, ownLines: true).Text;

    private static string Line(string text) => PlainText.Normalised(text.ReplaceLineEndings(" ").Replace('\t', ' '), ownLines: false).Text.Trim();
}
