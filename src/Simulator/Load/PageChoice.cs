using System.Text.Json.Nodes;
using Skiller.Simulator.Chance;
using Skiller.Simulator.Journal;
using Skiller.Simulator.People;
using Skiller.Simulator.Shapes;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Load;

/// <summary>
/// Which page an arrival loads: of those that a profile names, of what the target's lists show, or of a whole site that grew, mixed as a real site's readers mix
/// it. A kind that has nothing to load loads the front page.
/// </summary>
internal sealed class PageChoice
{
    // Half of the readers come for what is new, half for what they searched: as in a growth.
    private const double NewestShare = 0.5;
    private const double NewestMean = 10;

    private readonly Crowd _shares = new();
    private readonly List<(string Kind, Func<RandomStream, string?> Path)> _kinds = [];
    private string? _hot;
    private Func<RandomStream, Person?> _member = static _ => null;

    private PageChoice()
    {
    }

    /// <summary>What a profile names; where it names nothing, the whole of a site that grew.</summary>
    public static PageChoice Of(LoadProfile profile, KnownSite? site)
    {
        var choice = site is null ? new PageChoice() : WithReaders(site);
        if (site is not null && profile.Pages.IsEmpty)
        {
            choice.Mix(site);
        }

        foreach (var page in profile.Pages)
        {
            choice.Add($"page-{new string([.. page.Path.Trim('/').Select(static sign => char.IsAsciiLetterOrDigit(sign) ? sign : '-')])}".TrimEnd('-'), page.Share, _ => page.Path);
        }

        return choice;
    }

    /// <summary>Looks at the target's lists.</summary>
    public static async Task<PageChoice> Discovered(TargetApi api, CancellationToken ct)
    {
        var questions = await Items(api, "questions?sort=active&limit=100", ct);
        var skills = await Items(api, "skills?limit=100", ct);
        var handles = questions.Select(static question => question["author"]?["handle"]?.GetValue<string>()).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var choice = new PageChoice { _hot = questions.Count == 0 ? null : Question($"{questions[0]["id"]}") };
        choice.Mix(
            chance => Popular(chance, questions) is { } question ? $"{question["id"]}" : null, chance => Popular(chance, handles), chance => Popular(chance, skills) is { } skill ? $"{skill["slug"]}" : null);
        return choice;
    }

    /// <summary>A page; popular ones come more often.</summary>
    public (string Kind, string Path) Draw(RandomStream chance)
    {
        var (kind, path) = _kinds[_shares.Draw(chance, _shares.Count) ?? 0];
        return path(chance) is { } found ? (kind, found) : ("page-front", "/");
    }

    /// <summary>What a page load is, by its number, from streams of its own for what, whether it is the hot question, and who, so that none moves another.</summary>
    public Arrival ArrivalOf(LoadProfile profile, double at, long number)
    {
        var (kind, path) = Draw(RandomStream.Of(profile.Seed, "page", number));
        if (_hot is not null && RandomStream.Of(profile.Seed, "hot", number).Happens(profile.HotShare))
        {
            (kind, path) = ("page-hot", _hot);
        }

        var reader = RandomStream.Of(profile.Seed, "reader", number);
        var member = reader.Happens(profile.MemberShare) ? _member(reader) : null;
        return new Arrival.Page(at, member is null ? kind : $"{kind}-member", member, path);
    }

    private static PageChoice WithReaders(KnownSite site)
    {
        var visiting = site.CrowdOf(static active => active.Visiting);
        return new PageChoice
        {
            _hot = site.Hottest is { } hot ? Question(hot.Place.Id) : null,
            _member = chance => visiting.Draw(chance, visiting.Count) is { } place ? site.Members[place] : null,
        };
    }

    private void Mix(KnownSite site)
    {
        var popularity = site.Popularity(site.Questions);
        Mix(
            chance => site.Questions[chance.Happens(NewestShare) ? Math.Max(0, site.Questions.Length - 1 - (int)chance.Exponential(NewestMean)) : popularity.Draw(chance, popularity.Count) ?? 0].Place.Id,
            chance => _member(chance)?.Handle,
            chance => SkillChoice.One(chance).Slug is var slug && site.Skills.Contains(slug) ? slug : null);
    }

    private void Mix(Func<RandomStream, string?> question, Func<RandomStream, string?> member, Func<RandomStream, string?> skill)
    {
        foreach (var (kind, share) in WorkloadShape.PageMix)
        {
            Add($"page-{kind}".ToLowerInvariant(), share, kind switch
            {
                PageKind.Question => chance => question(chance) is { } id ? Question(id) : null,
                PageKind.Member => chance => member(chance) is { } handle ? $"/members/{handle}" : null,
                PageKind.Skill => chance => skill(chance) is { } slug ? $"/skills/{Uri.EscapeDataString(slug)}" : null,
                PageKind.Newest => static _ => "/questions?sort=newest",
                _ => static _ => "/",
            });
        }
    }

    private static string Question(string id) => $"/questions/{id}";

    // By Zipf's law in the order of the list.
    private static T? Popular<T>(RandomStream chance, IReadOnlyList<T> items) where T : class =>
        items.Count == 0 ? null : items[Math.Min((int)(Math.Pow(items.Count + 1, chance.Share()) - 1), items.Count - 1)];

    private static async Task<IReadOnlyList<JsonNode>> Items(TargetApi api, string path, CancellationToken ct)
    {
        var reply = await api.Get(path, null, ct);
        return reply.IsSuccess
            ? [.. (reply.Json?["items"]?.AsArray() ?? []).OfType<JsonNode>()]
            : throw new UsageException($"{api.Address} does not answer as a Skiller does ({(reply.Status == 0 ? reply.Text : reply.Status)}).");
    }

    private void Add(string kind, double share, Func<RandomStream, string?> path)
    {
        _kinds.Add((kind == "page" ? "page-front" : kind, path));
        _shares.Add(share);
    }
}
