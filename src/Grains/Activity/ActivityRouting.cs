using System.Collections.Immutable;
using System.Text;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Grains.Audit;
using Skiller.Grains.Following;
using Skiller.Grains.Invitations;
using Skiller.Grains.Mail;
using Skiller.Grains.Members;
using Skiller.Grains.Notifications;
using Skiller.Grains.Questions;
using Skiller.Grains.Skills;
using Skiller.Grains.Webhooks;

namespace Skiller.Grains.Activity;

/// <summary>Which targets a fact concerns. Pure, and part of the storage format: what was routed is read from the log for ever.</summary>
internal static class ActivityRouting
{
    /// <summary>The stream namespace of members' standings: <c>member/m:87</c>.</summary>
    public const string MemberNamespace = "member";

    /// <summary>The stream namespace of the list projections: <c>lists/l:0</c> to <c>lists/l:3</c>.</summary>
    public const string ListsNamespace = "lists";

    /// <summary>The stream namespace of mails to be sent: <c>mail/o:0</c>.</summary>
    public const string MailNamespace = "mail";

    /// <summary>The one target of facts of which somebody is told by mail.</summary>
    public const string MailTarget = $"{MailNamespace}/o:0";

    /// <summary>The search's own name for the targets of lists, whose facts it folds too: <c>search/l:0</c> has its marks and dead letters.</summary>
    public const string SearchNamespace = "search";

    /// <summary>The stream namespace of what reaches those who follow: <c>feed/f:0</c> to <c>feed/f:3</c>.</summary>
    public const string FeedNamespace = "feed";

    /// <summary>The stream namespace of what members are told: <c>inbox/b:0</c> to <c>inbox/b:3</c>.</summary>
    public const string InboxNamespace = "inbox";

    /// <summary>The one projection of the pulse. Nothing is routed to it: it reads facts by their kind, so that those of all times count and no append is longer.</summary>
    public const string PulseTarget = $"{PulseNamespace}/p:0";

    /// <summary>The pulse's namespace, which has marks and dead letters and no targets in the log.</summary>
    public const string PulseNamespace = "pulse";

    /// <summary>The stream namespace of what webhooks tell: <c>webhook/h:0</c>.</summary>
    public const string WebhookNamespace = "webhook";

    /// <summary>The one target of facts that some webhook may tell, and of those about webhooks.</summary>
    public const string WebhookTarget = $"{WebhookNamespace}/h:0";

    /// <summary>The stream namespace of the trail of administrative acts: <c>audit/a:0</c>.</summary>
    public const string AuditNamespace = "audit";

    /// <summary>The one target of administrative acts.</summary>
    public const string AuditTarget = $"{AuditNamespace}/a:0";

    /// <summary>The namespaces of all projections, each of which is a kind of consumer.</summary>
    public static readonly ImmutableArray<string> Projections =
        [MemberNamespace, ListsNamespace, SearchNamespace, MailNamespace, InboxNamespace, FeedNamespace, PulseNamespace, WebhookNamespace, AuditNamespace];

    /// <summary>Projections of feeds, and of inboxes; stored data, therefore fixed.</summary>
    public const int FollowerShards = 4;

    /// <summary>List projections; stored data, therefore fixed.</summary>
    public const int ListShards = 4;

    /// <summary>Partitions of targets; stored data, therefore fixed.</summary>
    public const int Partitions = 8;

    /// <summary>The partition of a target: FNV-1a over its UTF-8, stable for ever.</summary>
    public static int PartitionOf(string target) => (int)(Fnv(target) % Partitions);

    /// <summary>The list projection that a stream's facts go to.</summary>
    public static string ListShardOf(string stream) => ListShard((int)(Fnv(stream) % ListShards));

    /// <summary>The projection of feeds that what happens in a question goes to, and who follows a question, a skill or a member.</summary>
    public static string FeedShardOf(string source) => FeedShard((int)(Fnv(source) % FollowerShards));

    /// <summary>The target of a projection of feeds.</summary>
    public static string FeedShard(int number) => $"{FeedNamespace}/f:{number}";

    /// <summary>The projection of inboxes that what happens in a question goes to, and who follows it.</summary>
    public static string InboxShardOf(string question) => InboxShard((int)(Fnv(question) % FollowerShards));

    /// <summary>The target of a projection of inboxes.</summary>
    public static string InboxShard(int number) => $"{InboxNamespace}/b:{number}";

    /// <summary>The target of a list projection.</summary>
    public static string ListShard(int number) => $"{ListsNamespace}/l:{number}";

    /// <summary>The search projection that folds a target of lists.</summary>
    public static string SearchOf(string listShard) => SearchNamespace + listShard[ListsNamespace.Length..];

    /// <summary>The targets of a fact, each once; the index is the ordinal. Nobody is told of what happened long ago and elsewhere.</summary>
    public static ImmutableArray<string> TargetsOf(string stream, TimedFact timed) =>
        timed.IsPast ? FoldedBy(stream, timed.Fact) : TargetsOf(stream, timed.Fact);

    /// <summary>The targets of a fact that happens here and now. Votes are the most, and reach nobody but their lists and standings.</summary>
    public static ImmutableArray<string> TargetsOf(string stream, Fact fact) =>
        fact is PostVoted ? ShownBy(stream, fact) : [.. FoldedBy(stream, fact), .. ToldBy(stream, fact), .. HookedBy(fact), .. AuditedBy(stream, fact)];

    private static ImmutableArray<string> FoldedBy(string stream, Fact fact) =>
        fact is PostVoted ? ShownBy(stream, fact) : [.. ShownBy(stream, fact), .. MailedBy(fact), .. FedBy(stream, fact)];

    private static ImmutableArray<string> MailedBy(Fact fact) => MailIntents.KindOf(fact) is null ? [] : [MailTarget];

    private static ImmutableArray<string> HookedBy(Fact fact) => WebhookEvents.Concerns(fact) ? [WebhookTarget] : [];

    private static ImmutableArray<string> AuditedBy(string stream, Fact fact) => AuditRules.Concerns(stream, fact) ? [AuditTarget] : [];

    // What others chose not to hear is read where it is shown, and no part of what is kept for all.
    private static ImmutableArray<string> FedBy(string stream, Fact fact) => fact switch
    {
        QuestionAsked or AnswerPosted or AnswerAccepted or AcceptanceWithdrawn or PostDeleted or PostUndeleted => [FeedShardOf(stream)],
        SourceFollowed followed => [FeedShardOf(followed.Source.Value)],
        SourceUnfollowed unfollowed => [FeedShardOf(unfollowed.Source.Value)],
        _ => [],
    };

    // Who is told is a function of the log's order alone: each inbox knows who follows and mutes its questions, and all of them who blocks whom.
    private static ImmutableArray<string> ToldBy(string stream, Fact fact) => fact switch
    {
        SourceFollowed { Source.Question: not null } followed => [InboxShardOf(followed.Source.Value)],
        SourceUnfollowed { Source.Question: not null } unfollowed => [InboxShardOf(unfollowed.Source.Value)],
        SourceMuted { Source.Question: not null } muted => [InboxShardOf(muted.Source.Value)],
        SourceUnmuted { Source.Question: not null } unmuted => [InboxShardOf(unmuted.Source.Value)],
        MemberBlocked or MemberUnblocked => _inboxes,
        _ => NotificationRules.Tells(fact) ? [InboxShardOf(stream)] : [],
    };

    private static ImmutableArray<string> ShownBy(string stream, Fact fact) => fact switch
    {
        QuestionAsked or PostEdited or AnswerPosted or QuestionClosed => [ListShardOf(stream)],
        PostVoted voted => Of(stream, [voted.Author, CostsTheVoter(voted) ? voted.Voter : null]),
        AnswerAccepted accepted => Of(stream, [accepted.Author, accepted.By]),
        AcceptanceWithdrawn withdrawn => Of(stream, [withdrawn.Author, withdrawn.By]),
        PostDeleted deleted => Of(stream, [deleted.Author, .. deleted.Others]),
        PostUndeleted undeleted => Of(stream, [undeleted.Author, .. undeleted.Others]),
        DeletionReached reached => [.. MembersOf([.. reached.Members])],
        UndeletionReached reached => [.. MembersOf([.. reached.Members])],
        MemberRegistered or ProfileEdited or SkillEndorsed or EndorsementWithdrawn or EndorsementAnswered => [ListShardOf(stream)],
        // One projection sees all facts of an invitation, in whichever stream they stand.
        InvitationMade made => [ListShardOf($"i:{made.CodeHash}")],
        InvitationAccepted or InvitationSpent or InvitationRevoked or SkillDescribed => [ListShardOf(stream)],
        _ => [],
    };

    private static readonly ImmutableArray<string> _inboxes = [.. Enumerable.Range(0, FollowerShards).Select(InboxShard)];

    private static bool CostsTheVoter(PostVoted voted) => !voted.Post.IsQuestion && (voted.Value < 0 || voted.Previous < 0);

    private static ImmutableArray<string> Of(string stream, ReadOnlySpan<MemberId?> members) => [.. MembersOf(members), ListShardOf(stream)];

    // Negative ids are imported voters that are no members: nothing is kept for them.
    private static List<string> MembersOf(ReadOnlySpan<MemberId?> members)
    {
        var targets = new List<string>(members.Length);
        var known = new HashSet<MemberId>();
        foreach (var member in members)
        {
            if (member is { Value: > 0 } id && known.Add(id))
            {
                targets.Add($"{MemberNamespace}/{GrainKeys.Of(id)}");
            }
        }

        return targets;
    }

    private static uint Fnv(string text)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ b) * 16777619u;
        }

        return hash;
    }
}
