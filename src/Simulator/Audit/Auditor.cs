using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Audit;

/// <summary>
/// Reads the target through the API alone and holds it against the journal. What is derived there may lag a little: a difference counts when it is still there
/// after the waits.
/// </summary>
internal sealed class Auditor(
    RunFacts facts, IReadOnlyList<JournalLine> lines, TargetApi api, TimeProvider clock, IReadOnlyList<TimeSpan> waits, Action<long, long> progress)
{
    private const int AtOnce = 16;

    private readonly FindingBook _book = new();
    private readonly History _history = new(lines);
    private long _done;

    /// <summary>What a target may need until everything that is derived is there.</summary>
    public static IReadOnlyList<TimeSpan> Settling { get; } = [TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];

    /// <summary>Folders in which the target keeps mails as files; none: mails are not looked at.</summary>
    public IReadOnlyList<string> Mails { get; init; } = [];

    public async Task<AuditResult> Run(CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        var drafts = lines.Where(static line => line is { Kind: "draft", Secret: not null }).ToDictionary(static line => line.Secret!, static line => line.By, StringComparer.Ordinal);
        var secrets = new SecretWatch(drafts, facts.Password);
        var reader = new AuditReader(api, new Sessions(api, facts.Password), secrets, _book);
        var site = new SiteCheck(reader, _history, facts);
        var skills = lines.Where(static line => line is { Kind: "ask", IsAcknowledged: true }).SelectMany(static line => line.Skills!).Distinct(StringComparer.Ordinal);
        List<Func<Task<Findings>>> checks =
        [
            () => site.Listing(ct),
            .. Mails.Count == 0 ? [] : (Func<Task<Findings>>[])[() => new MailCheck(Mails, _history, secrets, _book).Run(ct)],
            .. _history.Questions.Values.Select(asked => (Func<Task<Findings>>)(() => new QuestionCheck(reader, asked).Run(ct))),
            .. _history.Members.Keys.Select(member => (Func<Task<Findings>>)(() => new MemberCheck(reader, _history, member).Run(ct))),
            .. skills.Select(skill => (Func<Task<Findings>>)(() => site.Skill(skill, ct))),
        ];
        await Parallel.ForEachAsync(checks, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (check, _) =>
        {
            _book.Add(await Settled(check, ct));
            progress(Interlocked.Increment(ref _done), checks.Count);
        });
        return _book.Result(reader.Requests, clock.GetElapsedTime(began).TotalSeconds);
    }

    private async Task<Findings> Settled(Func<Task<Findings>> check, CancellationToken ct)
    {
        var found = await check();
        foreach (var wait in waits)
        {
            if (found.All.Count == 0)
            {
                break;
            }

            await Task.Delay(wait, clock, ct);
            found = await check();
        }

        return found;
    }
}
