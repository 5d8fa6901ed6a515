using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts.Sitemaps;
using Skiller.Grains.Projections;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Projections;

/// <inheritdoc/>
internal sealed class SitemapRows(ISqlDatabase database) : ISitemapRows
{
    private static readonly SqlText _sql = SqlText.Load("Projections.sitemap.sql");

    public async Task<SitemapParts> Parts(SitemapKind kind, int size, CancellationToken ct) => await database.Read(
        async session =>
        {
            var parts = await session.Query(Of("parts", kind), static row => (int)Number(row.GetValue(0)), ("size", (long)size));
            var changed = await session.Query(_sql["changed"], static row => Math.Max(Number(row.GetValue(0)), Number(row.GetValue(1))));
            return new SitemapParts([.. parts], Time(changed[0]));
        },
        ct);

    public async Task<ImmutableArray<SitemapEntry>> Entries(SitemapQuery query, int limit, CancellationToken ct)
    {
        var rows = await database.Read(
            session => session.Query(
                Of("entries", query.Kind),
                static row => new SitemapEntry(row.GetInt64(0), row.GetString(1), Time(Number(row.GetValue(2)))),
                ("after", query.After),
                ("upTo", query.UpTo),
                ("limit", limit)),
            ct);
        return [.. rows];
    }

    private static string Of(string name, SitemapKind kind)
    {
        var (table, number, text, changed, shown) = kind switch
        {
            SitemapKind.Question => ("question_row", "question", "title", "active_at", "hidden = 0"),
            SitemapKind.Skill => ("skill_row", "number", "slug", "0", "(questions > 0 or members > 0)"),
            _ => ("member_row", "member", "handle", "joined_at", "1 = 1"),
        };
        return _sql[name]
            .Replace("{table}", table, StringComparison.Ordinal)
            .Replace("{number}", number, StringComparison.Ordinal)
            .Replace("{name}", text, StringComparison.Ordinal)
            .Replace("{changed}", changed, StringComparison.Ordinal)
            .Replace("{shown}", shown, StringComparison.Ordinal);
    }

    private static DateTimeOffset? Time(long at) => at == 0 ? null : UnixMicroseconds.ToTime(at);

    // PostgreSQL has numbers of several widths.
    private static long Number(object value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
