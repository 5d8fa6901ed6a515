using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Grains.Operations;
using Skiller.Silo.Operations;
using Skiller.Storage.Import;

namespace Skiller.Silo.Import;

/// <summary>Hands each question's history to its grain, in parts that are recorded for ever, and holds the outcome against the dump's figures.</summary>
internal sealed class QuestionsImport(IGrainFactory grains, IImportMap map, Numbers numbers, ImportStage stage, Tally tally, ImportSource source)
{
    private const int ActsPerPart = 400;
    private const int CharactersPerPart = 500_000;
    private const int Together = 16;
    private const int GroupsAtOnce = 3;
    private const int PageOfQuestions = 192;

    public async Task Run(IOperationReport report, CancellationToken ct)
    {
        var (done, total, last) = (0L, stage.Questions, long.MinValue);
        while (stage.QuestionsAfter(last, PageOfQuestions) is { Count: > 0 } page)
        {
            var groups = page.Chunk(Together);
            await Parallel.ForEachAsync(groups, new ParallelOptions { MaxDegreeOfParallelism = GroupsAtOnce, CancellationToken = ct }, async (group, stop) =>
            {
                await Group(group, stop);
                report.Progress("importing questions", Interlocked.Add(ref done, group.Length), total);
            });
            last = page[^1];
        }
    }

    // Several questions look their numbers up together, and are recorded side by side, so that they share commits.
    private async Task Group(long[] questions, CancellationToken ct)
    {
        var staged = questions.Select(question => (Question: question, Posts: stage.PostsOf(question), Acts: stage.ActsOf(question))).ToList();
        var ids = await NumbersOf([.. staged.SelectMany(static s => s.Posts)], [.. staged.SelectMany(static s => s.Acts)], ct);
        await Task.WhenAll(staged.Select(s => Question(s.Question, s.Posts, s.Acts, ids, ct)));
    }

    private async Task Question(long foreign, IReadOnlyList<StagedPost> posts, IReadOnlyList<StagedAct> acts, ImportedNumbers ids, CancellationToken ct)
    {
        var grain = grains.Question(new QuestionId(ids.Posts[foreign]));
        var part = 0;
        foreach (var some in Parts(new QuestionHistory(posts, acts, ids, source.Locale, tally).Acts()))
        {
            Count(some, await Record(grain, [.. some.Select(static traced => traced.Act)], Command(foreign, part++), ct));
        }

        await Compare(grain, foreign, posts, ids, ct);

        // The dump names it once: nothing is gained by keeping it in memory.
        await grain.Sleep();
    }

    private async Task<ImportedNumbers> NumbersOf(IReadOnlyList<StagedPost> posts, IReadOnlyList<StagedAct> acts, CancellationToken ct) => new(
        await InPages([.. posts.Select(static p => p.Id)], some => Patiently.Try(() => map.Assign(source.Site, "post", some, numbers.Next, ct), ct)),
        await InPages([.. acts.Where(static a => a.Kind == StagedKind.Comment).Select(static a => a.Id)], some => Patiently.Try(() => map.Assign(source.Site, "comment", some, numbers.Next, ct), ct)),
        await InPages([.. acts.Where(static a => a.Kind != StagedKind.Vote).Select(static a => a.User).OfType<long>().Distinct()], some => Patiently.Try(() => map.Find(source.Site, "member", some, ct), ct)));

    private static async Task<IReadOnlyDictionary<long, long>> InPages(long[] ids, Func<IReadOnlyCollection<long>, Task<IReadOnlyDictionary<long, long>>> look)
    {
        var all = new Dictionary<long, long>();
        foreach (var some in ids.Chunk(400))
        {
            foreach (var (foreign, id) in await look(some))
            {
                all[foreign] = id;
            }
        }

        return all;
    }

    private static IEnumerable<ImmutableArray<TracedAct>> Parts(ImmutableArray<TracedAct> acts)
    {
        var part = ImmutableArray.CreateBuilder<TracedAct>();
        var characters = 0;
        foreach (var act in acts)
        {
            var length = act.Act switch
            {
                ImportedQuestion q => q.Body.Length,
                ImportedAnswer a => a.Body.Length,
                ImportedEdit e => e.Body?.Length ?? 0,
                _ => 100,
            };
            if (part.Count > 0 && (part.Count == ActsPerPart || characters + length > CharactersPerPart))
            {
                yield return part.ToImmutable();
                part.Clear();
                characters = 0;
            }

            part.Add(act);
            characters += length;
        }

        if (part.Count > 0)
        {
            yield return part.ToImmutable();
        }
    }

    private static async Task<ImportReceipt> Record(IQuestionGrain grain, ImmutableArray<ImportedAct> acts, CommandId command, CancellationToken ct)
    {
        var result = await Patiently.Try(() => grain.Import(new ImportHistory(acts, command), ct), ct);
        if (result.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"{grain.GetPrimaryKeyString()} refused a part of its history: {refusal.Code.Code()}.");
        }

        return result.Value!;
    }

    private CommandId Command(long question, int part)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"import|{source.Site}|question|{question}|{part}"))));
        return new CommandId(key, key);
    }

    private void Count(ImmutableArray<TracedAct> acts, ImportReceipt receipt)
    {
        for (var i = 0; i < acts.Length; i++)
        {
            var (act, file, rows) = acts[i];
            if (!receipt.LeftOut.IsDefault && receipt.LeftOut.Contains(i))
            {
                tally.Skipped(file, act is ImportedEdit ? "edit that changes nothing" : "said already", rows);
                continue;
            }

            tally.HasImported(file, rows);
            if (act is ImportedClosure)
            {
                tally.HasMade(file, "closure");
            }
            else if (act is ImportedAcceptance && rows == 0)
            {
                tally.HasMade(file, "acceptance without its vote");
            }
        }
    }

    private async Task Compare(IQuestionGrain grain, long foreign, IReadOnlyList<StagedPost> posts, ImportedNumbers ids, CancellationToken ct)
    {
        var look = new ViewQuestion(null, Count: false);
        var view = (await Patiently.Try(() => grain.View(look, ct), ct)).Value ?? throw new InvalidOperationException($"Question {foreign} is not there after its import.");
        var scores = view.Answers.ToDictionary(static a => a.Id.Value, static a => a.Score);
        for (var next = view.AnswersNext; next is not null;)
        {
            var page = (await Patiently.Try(() => grain.Answers(look, new PageRequest(next, Limits.PageMax), ct), ct)).Value;
            foreach (var answer in page?.Items ?? [])
            {
                scores[answer.Id.Value] = answer.Score;
            }

            next = page?.Next;
        }

        var question = posts.First(static p => p.IsQuestion);
        Same("score", foreign, question.Score, view.Score);
        Same("answers", foreign, question.Answers, view.AnswerCount);
        Same("accepted answer", foreign, question.Accepted is { } accepted && ids.Posts.TryGetValue(accepted, out var id) ? id : 0, view.Accepted?.Value ?? 0);
        foreach (var answer in posts.Where(static p => !p.IsQuestion))
        {
            Same("score", answer.Id, answer.Score, scores.GetValueOrDefault(ids.Posts[answer.Id], int.MinValue));
        }
    }

    private void Same(string what, long post, long expected, long found)
    {
        if (expected != found)
        {
            tally.Differs($"post {post}: {what} is {found}, the dump says {expected}");
        }
    }
}
