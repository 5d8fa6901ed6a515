using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Following;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Following;

/// <inheritdoc/>
internal sealed class FeedRows(ISqlDatabase database) : IFeedRows
{
    private static readonly SqlText _sql = SqlText.Load("Following.feed.sql");
    private static readonly CardPlace _beginning = new(new QuestionId(long.MaxValue), 0, long.MaxValue);

    public async Task<IReadOnlyList<(Follower Follower, long Position)>> Followers(Source source, long before, int limit, CancellationToken ct) => await database.Read(
        session => session.Query(
            _sql["followers"],
            static row => (new Follower(new MemberId(row.GetInt64(0)), UnixMicroseconds.ToTime(row.GetInt64(1))), row.GetInt64(2)),
            ("source", source.Value),
            ("before", before),
            ("limit", limit)),
        ct);

    public async Task<IReadOnlyList<(FollowedSource Followed, long Position)>> Followed(
        MemberId member, SourceKind kind, long before, int limit, CancellationToken ct) => await database.Read(
        session => session.Query(
            _sql["followed"],
            static row => (new FollowedSource(Source.Parse(row.GetString(0)), UnixMicroseconds.ToTime(row.GetInt64(1))), row.GetInt64(2)),
            ("member", member.Value),
            ("kind", (int)kind),
            ("before", before),
            ("limit", limit)),
        ct);

    public async Task<ImmutableDictionary<Source, long>> Counts(ImmutableArray<Source> sources, CancellationToken ct)
    {
        var (names, values) = SqlList.Of("s", [.. sources.Select(static source => source.Value)], "");
        var rows = await database.Read(
            session => session.Query(
                _sql["counts"].Replace("{sources}", names, StringComparison.Ordinal),
                static row => KeyValuePair.Create(Source.Parse(row.GetString(0)), row.GetInt64(1)),
                values),
            ct);
        return ImmutableDictionary.CreateRange(rows);
    }

    public Task<IReadOnlyList<CardPlace>> Cards(MemberId member, CardPlace? after, int limit, CancellationToken ct) => Places(
        "cards", static row => new CardPlace(new QuestionId(row.GetInt64(0)), row.GetInt32(1), row.GetInt64(2)), member, after, limit, ct);

    public Task<IReadOnlyList<CardPlace>> Questions(MemberId member, CardPlace? after, int limit, CancellationToken ct) => Places(
        "questions", static row => new CardPlace(new QuestionId(row.GetInt64(0)), 0, row.GetInt64(1)), member, after, limit, ct);

    public async Task<ImmutableDictionary<(QuestionId Question, int Day), CardRows>> Contents(
        MemberId member, IReadOnlyList<CardPlace> cards, CancellationToken ct)
    {
        if (cards.Count == 0)
        {
            return ImmutableDictionary<(QuestionId, int), CardRows>.Empty;
        }

        var (names, values) = SqlList.Of("q", [.. cards.Select(static card => card.Question.Value).Distinct()], 0L);
        return await database.Read(
            async session =>
            {
                var reasons = await session.Query(Among("reasons", names), static row => (Key(row), Source: Source.Parse(row.GetString(2))), [.. values, ("member", member.Value)]);
                var acts = await session.Query(Among("acts", names), static row => (Key(row), Act: Act(row)), [.. values, ("most", Limits.ActsPerCard)]);
                var (brought, happened) = (reasons.ToLookup(static row => row.Item1, static row => row.Source), acts.ToLookup(static row => row.Item1, static row => row.Act));
                return cards.Select(static card => (card.Question, card.Day)).Distinct()
                    .ToImmutableDictionary(static key => key, key => new CardRows([.. brought[key]], [.. happened[key]]));
            },
            ct);
    }

    private async Task<IReadOnlyList<CardPlace>> Places(
        string query, Func<DbDataReader, CardPlace> row, MemberId member, CardPlace? after, int limit, CancellationToken ct)
    {
        var place = after ?? _beginning;
        return await database.Read(
            session => session.Query(_sql[query], row, ("member", member.Value), ("at", place.At), ("question", place.Question.Value), ("limit", limit)), ct);
    }

    private static string Among(string query, string questions) => _sql[query].Replace("{questions}", questions, StringComparison.Ordinal);

    private static (QuestionId Question, int Day) Key(DbDataReader row) => (new QuestionId(row.GetInt64(0)), Convert.ToInt32(row.GetValue(1), CultureInfo.InvariantCulture));

    private static FeedAct Act(DbDataReader row) => new(
        (FeedActKind)row.GetInt32(2),
        Member(row.GetInt64(3)),
        Member(row.GetInt64(4)),
        row.GetInt64(5) is not 0 and var answer ? new AnswerId(answer) : null,
        UnixMicroseconds.ToTime(row.GetInt64(6)));

    private static MemberId? Member(long number) => number == 0 ? null : new MemberId(number);
}
