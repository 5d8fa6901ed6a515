using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Storage.Import;

namespace Skiller.Silo.Import;

/// <summary>Numbers here of what has a number there.</summary>
internal sealed record ImportedNumbers(
    IReadOnlyDictionary<long, long> Posts,
    IReadOnlyDictionary<long, long> Comments,
    IReadOnlyDictionary<long, long> Members)
{
    public MemberId? Member(long? user) => user is { } id && Members.TryGetValue(id, out var member) ? new MemberId(member) : null;
}

/// <summary>An act with the rows of the dump that it is made of, for the table.</summary>
/// <param name="Act">What happened.</param>
/// <param name="File">Where its rows stood.</param>
/// <param name="Rows">How many they are; 0 for what no row of its own tells.</param>
internal sealed record TracedAct(ImportedAct Act, string File, int Rows);

/// <summary>Turns what a dump tells of a question into acts that the question's grain can decide. Pure.</summary>
internal sealed class QuestionHistory(IReadOnlyList<StagedPost> posts, IReadOnlyList<StagedAct> acts, ImportedNumbers numbers, Locale locale, Tally tally)
{
    private readonly long _question = posts.First(static post => post.IsQuestion).Id;
    private readonly Dictionary<long, StagedPost> _posts = posts.ToDictionary(static post => post.Id);

    // A tag is looked at in every version of a question, and told once.
    private readonly HashSet<string> _unfit = new(StringComparer.Ordinal);

    public ImmutableArray<TracedAct> Acts()
    {
        var first = acts.Where(static act => act is { Kind: StagedKind.Edit, Value: 1 }).ToLookup(static act => act.Post);
        var result = ImmutableArray.CreateBuilder<TracedAct>(acts.Count);
        var edits = acts.Where(static act => act is { Kind: StagedKind.Edit, Value: 0 }).ToLookup(static act => act.Group, StringComparer.Ordinal);
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var act in acts)
        {
            if (act.Kind == StagedKind.Edit)
            {
                if (act.Value == 0 && told.Add(act.Group))
                {
                    ImmutableArray<StagedAct> parts = [.. edits[act.Group]];
                    result.Add(new TracedAct(Edit(act, parts), Staging.History, parts.Length));
                }
            }
            else if (Of(act, [.. first[act.Post]]) is { } imported)
            {
                result.Add(new TracedAct(imported, FileOf(act.Kind), act.Kind == StagedKind.Closure ? 0 : 1));
            }
        }

        // A dump without its votes still says which answer is the accepted one.
        if (_posts[_question].Accepted is { } accepted && _posts.TryGetValue(accepted, out var answer) && !result.Any(static traced => traced.Act is ImportedAcceptance))
        {
            result.Add(new TracedAct(new ImportedAcceptance(answer.CreatedAt, Answer(accepted)), Staging.Posts, 0));
        }

        return result.ToImmutable();
    }

    private static string FileOf(StagedKind kind) => kind switch
    {
        StagedKind.Comment => Staging.Comments,
        StagedKind.Vote or StagedKind.Acceptance => Staging.Votes,
        _ => Staging.Posts,
    };

    private ImportedAct? Of(StagedAct act, ImmutableArray<StagedAct> first) => act.Kind switch
    {
        StagedKind.Question => new ImportedQuestion(
            act.At,
            numbers.Member(act.User),
            first.FirstOrDefault(static f => f.Title is not null)?.Title ?? act.Title ?? "",
            Body(act, first),
            Skills(first.FirstOrDefault(static f => f.Tags is not null)?.Tags ?? act.Tags ?? ""),
            locale,
            act.Value),
        StagedKind.Answer => new ImportedAnswer(act.At, Answer(act.Post), numbers.Member(act.User), Body(act, first)),
        StagedKind.Comment => new ImportedComment(act.At, Post(act.Post), new CommentId(numbers.Comments[act.Id]), numbers.Member(act.User), act.Body ?? ""),
        StagedKind.Vote => new ImportedVote(act.At, Post(act.Post), new MemberId(act.User ?? 0), (int)act.Value),
        StagedKind.Acceptance => Acceptance(act),
        StagedKind.Closure => new ImportedClosure(act.At),
        _ => null,
    };

    private ImportedAcceptance? Acceptance(StagedAct act)
    {
        if (_posts[_question].Accepted == act.Post)
        {
            return new ImportedAcceptance(act.At, Answer(act.Post));
        }

        tally.Skipped(Staging.Votes, "acceptance that no longer held");
        return null;
    }

    private ImportedEdit Edit(StagedAct act, ImmutableArray<StagedAct> parts) => new(
        act.At,
        Post(act.Post),
        numbers.Member(act.User),
        parts.Select(static p => p.Title).FirstOrDefault(static t => t is not null),
        parts.Select(static p => p.Body).FirstOrDefault(static b => b is not null),
        parts.Select(static p => p.Tags).FirstOrDefault(static t => t is not null) is { } tags ? Skills(tags) : null,
        parts.Select(static p => p.Summary).FirstOrDefault(static s => s is not null));

    // Markdown where the history has it, otherwise made of the HTML of the last version.
    private static string Body(StagedAct act, ImmutableArray<StagedAct> first) =>
        first.FirstOrDefault(static f => f.Body is not null)?.Body ?? HtmlToMarkdown.Convert(act.Body ?? "");

    private ImmutableArray<SkillSlug> Skills(string tags)
    {
        var (skills, unfit) = TagList.Read(tags);
        foreach (var tag in unfit.Where(_unfit.Add))
        {
            tally.HasMade(Staging.Posts, "tag left out that cannot be a skill");
        }

        return skills;
    }

    private PostRef Post(long post) => post == _question ? PostRef.Question : new PostRef(Answer(post));

    private AnswerId Answer(long post) => new(numbers.Posts[post]);
}
