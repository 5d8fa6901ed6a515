using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Mail;
using Skiller.Grains.Notifications;

namespace Skiller.Grains.Letters;

/// <summary>
/// Writes a digest when it is sent: what the member was told and has not read, questions without an answer in their skills, and the points of that time.
/// Never an empty one.
/// </summary>
internal sealed class DigestComposer(INotificationRows rows, IActivityLog log, IGrainFactory grains, LetterLines lines, MailOptions options)
{
    private const int LinesMax = 20;
    private const int QuestionsMax = 5;
    private const int SkillsMax = 5;
    private const int PerSkill = 10;
    private const int PostsMax = 100;
    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(5);

    /// <summary>The digest, null: there is nothing to say, or nobody to say it to.</summary>
    /// <param name="member">Whose.</param>
    /// <param name="digest">Of which time.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="UnavailableException">What the member was told is not written yet.</exception>
    public async Task<Letter?> Of(MemberId member, DigestDue digest, CancellationToken ct)
    {
        if ((await grains.Account(member).Letters(ct)).Value is not { IsReachable: true, Settings.Rhythm: not null } box)
        {
            return null;
        }

        var letter = new Letter(MailKind.Digest, box.Email, box.Locale, box.Name, [], options.Link("/notifications"))
        {
            Unsubscribe = options.Link($"/letters/{member}.{box.LinkToken}"),
        };
        if (digest.IsFarewell)
        {
            return letter with { Kind = MailKind.Farewell, Link = options.Link("/settings/notifications") };
        }

        if (await rows.Behind(await log.Head(ct), ct) is { Count: > 0 } behind)
        {
            throw new UnavailableException($"{behind[0]} is behind.", _retryAfter);
        }

        ImmutableArray<LetterSection> sections = [await Told(member, box, digest, ct), await Asked(member, box, ct), await Earned(member, box, digest, ct)];
        return sections.All(static section => section.Lines.IsEmpty) ? null : letter with { Sections = sections.RemoveAll(static section => section.Lines.IsEmpty) };
    }

    private async Task<LetterSection> Told(MemberId member, LetterBox box, DigestDue digest, CancellationToken ct)
    {
        var read = await rows.ReadMark(member, ct);
        var told = await rows.ToldBetween(member, read, digest.Since, digest.Due, Topics.InDigest(box.Settings), LinesMax + 1, ct);
        return new LetterSection(MailWords.In(box.Locale)["digest.told"], await lines.Of(told, LinesMax, box.Locale, ct));
    }

    // The best rated of the newest in each skill.
    private async Task<LetterSection> Asked(MemberId member, LetterBox box, CancellationToken ct)
    {
        var skills = (await grains.Member(member).View(ct)).Value?.Skills ?? [];
        var pages = await Task.WhenAll(skills.Take(SkillsMax).Select(skill =>
            grains.QuestionList().Page(new QuestionListQuery(QuestionSort.Unanswered, skill, null, null, new PageRequest(null, PerSkill)), ct)));
        var best = pages.SelectMany(static page => page.Value?.Items ?? [])
            .Where(question => question.Author != member && question.Status == QuestionStatus.Open)
            .DistinctBy(static question => question.Id)
            .OrderByDescending(static question => question.Score).ThenByDescending(static question => question.CreatedAt)
            .Take(QuestionsMax);
        return new LetterSection(
            MailWords.In(box.Locale)["digest.questions"],
            [.. best.Select(question => new LetterLine(question.Title, options.Link($"/questions/{question.Id}")))]);
    }

    private async Task<LetterSection> Earned(MemberId member, LetterBox box, DigestDue digest, CancellationToken ct)
    {
        var words = MailWords.In(box.Locale);
        var posts = (await rows.Points(new NotificationFilter(member, null, long.MaxValue, 0, 0), PostsMax, ct))
            .Where(post => post.At > digest.Since && post.At <= digest.Due).ToList();
        var (points, votes) = (posts.Sum(static post => post.Points), posts.Sum(static post => post.Count));
        return new LetterSection(words["digest.week"], points <= 0 ? [] :
        [
            new LetterLine(
                words["digest.points"]
                    .Replace("{0}", points.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                    .Replace("{1}", votes.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
                options.Link("/notifications?kind=points")),
        ]);
    }
}
