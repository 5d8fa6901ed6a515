using System.Text.Json.Nodes;
using Skiller.Simulator.Chance;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Shapes;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Load;

/// <summary>Which page an arrival loads: of those that a profile names, or of what the target's lists show, mixed as a real site's readers mix it.</summary>
internal sealed class PageChoice
{
    private readonly Crowd _shares = new();
    private readonly List<(string Kind, IReadOnlyList<string> Paths)> _kinds = [];

    private PageChoice()
    {
    }

    public static PageChoice Of(LoadProfile profile)
    {
        var choice = new PageChoice();
        foreach (var page in profile.Pages)
        {
            choice.Add($"page-{new string([.. page.Path.Trim('/').Select(static sign => char.IsAsciiLetterOrDigit(sign) ? sign : '-')])}".TrimEnd('-'), [page.Path], page.Share);
        }

        return choice;
    }

    /// <summary>Looks at the target's lists; of a kind that has nothing the front page is loaded instead.</summary>
    public static async Task<PageChoice> Discovered(TargetApi api, CancellationToken ct)
    {
        var questions = await Items(api, "questions?sort=active&limit=100", ct);
        var skills = await Items(api, "skills?limit=100", ct);
        var choice = new PageChoice();
        foreach (var (kind, share) in WorkloadShape.PageMix)
        {
            IEnumerable<string> paths = kind switch
            {
                PageKind.Question => questions.Select(static question => $"/questions/{question["id"]}"),
                PageKind.Member => questions.Select(static question => question["author"]?["handle"]?.GetValue<string>()).OfType<string>().Distinct(StringComparer.Ordinal).Select(static handle => $"/members/{handle}"),
                PageKind.Skill => skills.Select(static skill => $"/skills/{Uri.EscapeDataString($"{skill["slug"]}")}"),
                PageKind.Newest => ["/questions?sort=newest"],
                _ => ["/"],
            };
            choice.Add($"page-{kind}".ToLowerInvariant(), [.. paths], share);
        }

        return choice;
    }

    /// <summary>The page of an arrival; popular ones come more often (Zipf).</summary>
    public (string Kind, string Path) Draw(RandomStream chance)
    {
        var (kind, paths) = _kinds[_shares.Draw(chance, _shares.Count) ?? 0];
        return paths.Count == 0 ? ("page-front", "/") : (kind, paths[Math.Min((int)(Math.Pow(paths.Count + 1, chance.Share()) - 1), paths.Count - 1)]);
    }

    private static async Task<IReadOnlyList<JsonNode>> Items(TargetApi api, string path, CancellationToken ct)
    {
        var reply = await api.Get(path, null, ct);
        return reply.IsSuccess
            ? [.. (reply.Json?["items"]?.AsArray() ?? []).OfType<JsonNode>()]
            : throw new UsageException($"{api.Address} does not answer as a Skiller does ({(reply.Status == 0 ? reply.Text : reply.Status)}).");
    }

    private void Add(string kind, IReadOnlyList<string> paths, double share)
    {
        _kinds.Add((kind == "page" ? "page-front" : kind, paths));
        _shares.Add(share);
    }
}
