using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Reputation;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;
using Skiller.Grains.Reputation;

namespace Skiller.Tests.Unit.Reputation;

/// <summary>Facts of one question, as its grain would write them, and the ledgers that follow.</summary>
internal sealed class Votes
{
    public static readonly MemberId Author = new(7);
    public static readonly MemberId Asker = new(8);
    public static readonly AnswerId Answer = new(2);
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableArray<SkillSlug> _skills = [SkillSlug.Parse("c#"), SkillSlug.Parse("sql")];
    private readonly Dictionary<(PostRef, MemberId), (int Value, long Version)> _votes = [];
    private readonly List<(Fact Fact, Occurrence At, long Position)> _facts = [];
    private long _accepted;

    public IReadOnlyList<(Fact Fact, Occurrence At, long Position)> Facts => _facts;

    public DateTimeOffset Now { get; set; } = Noon;

    public ImmutableArray<SkillSlug> Skills { get; set; } = _skills;

    public long Version => _facts.Count;

    public static PostRef OnAnswer => new(Answer);

    public static PostRef OnQuestion => PostRef.Question;

    public Votes Vote(PostRef post, long voter, int value)
    {
        var (previous, version) = _votes.GetValueOrDefault((post, new MemberId(voter)));
        _votes[(post, new MemberId(voter))] = (value, Version + 1);
        return Happened(new PostVoted(post, post.IsQuestion ? Asker : Author, new MemberId(voter), value, previous, previous == 0 ? 0 : version, Skills));
    }

    public Votes Accept(MemberId author, MemberId by)
    {
        Happened(new AnswerAccepted(Answer, author, by, Skills));
        _accepted = Version;
        return this;
    }

    public Votes Withdraw(MemberId author, MemberId by) => Happened(new AcceptanceWithdrawn(Answer, author, by, _accepted, Skills));

    public Votes Delete(PostRef post, params ImmutableArray<MemberId> others) =>
        Happened(new PostDeleted(post, post.IsQuestion ? Asker : Author, others, Skills));

    public Votes Undelete(PostRef post, long deleted, params ImmutableArray<MemberId> others) =>
        Happened(new PostUndeleted(post, post.IsQuestion ? Asker : Author, others, deleted, Skills));

    /// <summary>Any other fact of the question.</summary>
    public Votes Happened(Fact fact)
    {
        var version = Version + 1;
        _facts.Add((fact, new Occurrence("q:1", version, Now, null), version));
        return this;
    }

    /// <summary>The ledger of a member, folded in one piece, by our rules or others.</summary>
    public IReadOnlyList<LedgerEntry> LedgerOf(MemberId member, params ImmutableArray<ReputationRules> rules)
    {
        var ledger = new Ledger();
        foreach (var (fact, at, position) in Concerning(member))
        {
            ledger.Know(new LedgerSlice([], LedgerNeeds.None.With(fact, at).Days.ToImmutableDictionary(d => d, _ => 0)));
            EarningReputation.Fold(ledger, member, fact, at, position, rules.IsEmpty ? ReputationRules.All : rules);
        }

        return ledger.Added;
    }

    /// <summary>
    /// The ledger of a member as a grain folds it: each batch sees, through its needs, what is written, and what was folded since the last
    /// writing; after some batches everything is written, and all but the newest day is forgotten.
    /// </summary>
    public IReadOnlyList<LedgerEntry> LedgerOf(MemberId member, IEnumerable<(int Size, bool ThenWrite)> batches)
    {
        var facts = Concerning(member);
        var (written, ledger, from) = (new List<LedgerEntry>(), new Ledger(), 0);
        foreach (var (size, thenWrite) in batches.Append((facts.Count, true)))
        {
            var batch = facts.Skip(from).Take(size).ToList();
            from += batch.Count;
            ledger.Know(Written(written, ledger.Missing(batch.Aggregate(LedgerNeeds.None, (n, f) => n.With(f.Fact, f.At)))));
            foreach (var (fact, at, position) in batch)
            {
                EarningReputation.Fold(ledger, member, fact, at, position);
            }

            if (thenWrite)
            {
                written.AddRange(ledger.Added);
                ledger = ledger.Written();
            }
        }

        return written;
    }

    public string Entries(MemberId member) => string.Join(' ', LedgerOf(member).Select(e => $"{Short(e.Reason)}{e.Points:+0;-0;0}"));

    private static string Short(ReputationReason reason) => reason switch
    {
        ReputationReason.AnswerVotedUp or ReputationReason.QuestionVotedUp => "up",
        ReputationReason.AnswerVotedDown or ReputationReason.QuestionVotedDown => "down",
        ReputationReason.VotedAnAnswerDown => "cost",
        ReputationReason.AnswerAccepted => "accepted",
        ReputationReason.AcceptedAnAnswer => "accepting",
        ReputationReason.VoteWithdrawn => "undone",
        ReputationReason.AcceptanceWithdrawn => "withdrawn",
        ReputationReason.PostDeleted => "deleted",
        _ => "restored",
    };

    private static LedgerSlice Written(List<LedgerEntry> written, LedgerNeeds needs)
    {
        var origins = written
            .Where(e => needs.Origins.Contains(e.Origin) || needs.Posts.Contains(e.Post) || needs.Causes.Contains(e.Cause))
            .Select(e => e.Origin)
            .ToHashSet(StringComparer.Ordinal);
        return new LedgerSlice(
            [.. written.Where(e => origins.Contains(e.Origin))],
            needs.Days.ToImmutableDictionary(day => day, day => written.Where(e => e.CapDay == day).Sum(e => e.CapPoints)));
    }

    private List<(Fact Fact, Occurrence At, long Position)> Concerning(MemberId member) =>
        [.. _facts.Where(f => ActivityRouting.TargetsOf(f.At.Stream, f.Fact).Contains($"{ActivityRouting.MemberNamespace}/m:{member}"))];
}
