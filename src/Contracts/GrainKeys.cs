using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Drafts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Invitations;
using Skiller.Contracts.Live;
using Skiller.Contracts.Mail;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Operations;
using Skiller.Contracts.Pulse;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Reputation;
using Skiller.Contracts.Search;
using Skiller.Contracts.Sharing;
using Skiller.Contracts.Site;
using Skiller.Contracts.Sitemaps;
using Skiller.Contracts.Skills;
using Skiller.Contracts.Webhooks;

namespace Skiller.Contracts;

/// <summary>
/// The only place where grain keys are made. Each has a prefix that is no hexadecimal digit pair and a colon, because the storage provider
/// reads hexadecimal-looking text as numbers (RELIABILITY.md D1). A key is also the name of the log stream.
/// </summary>
public static class GrainKeys
{
    /// <summary>The one stream that says who is suspended.</summary>
    public const string SuspensionsStream = "z:1";

    /// <summary>The one stream of the site's own words.</summary>
    public const string SiteStream = "t:1";

    private const string Everywhere = "x:1";

    /// <summary>The stream and key of a question: <c>q:1234</c>.</summary>
    /// <param name="id">The question.</param>
    public static string Of(QuestionId id) => string.Create(CultureInfo.InvariantCulture, $"q:{id.Value}");

    /// <summary>The stream and key of a member: <c>m:87</c>.</summary>
    /// <param name="id">The member.</param>
    public static string Of(MemberId id) => string.Create(CultureInfo.InvariantCulture, $"m:{id.Value}");

    /// <summary>The stream and key of a skill: <c>s:c#</c>.</summary>
    /// <param name="slug">The skill.</param>
    public static string Of(SkillSlug slug) => $"s:{slug.Value}";

    /// <summary>The stream and key of a member's account: <c>k:87</c>.</summary>
    /// <param name="id">The member.</param>
    public static string AccountOf(MemberId id) => string.Create(CultureInfo.InvariantCulture, $"k:{id.Value}");

    /// <summary>The stream and key of what a member follows, mutes and blocks: <c>f:87</c>.</summary>
    /// <param name="id">The member.</param>
    public static string FollowingOf(MemberId id) => string.Create(CultureInfo.InvariantCulture, $"f:{id.Value}");

    /// <summary>The stream and key of a member's webhooks: <c>y:87</c>; of the site's: <c>y:0</c>.</summary>
    /// <param name="owner">The member, null: the site.</param>
    public static string WebhooksOf(MemberId? owner) => string.Create(CultureInfo.InvariantCulture, $"y:{owner?.Value ?? 0}");

    /// <summary>The stream that claims a handle: <c>h:</c> and a hash, so that no personal data is in a key.</summary>
    /// <param name="handle">The handle.</param>
    public static string ClaimOf(Handle handle) => $"h:{Hash("handle", handle.Value)}";

    /// <summary>The stream and key of an invitation: <c>i:</c> and the hash of its code.</summary>
    /// <param name="code">The code.</param>
    public static string InvitationOf(string code) => $"i:{Hash("invitation", code)}";

    /// <summary>The stream and key of a link to a member's recognition: <c>p:</c> and the hash of its token.</summary>
    /// <param name="token">The token.</param>
    public static string ShareOf(string token) => $"p:{Hash("share", token)}";

    /// <summary>A question.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="id">Which.</param>
    public static IQuestionGrain Question(this IGrainFactory grains, QuestionId id) => Get<IQuestionGrain>(grains, Of(id));

    /// <summary>A member.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="id">Which.</param>
    public static IMemberGrain Member(this IGrainFactory grains, MemberId id) => Get<IMemberGrain>(grains, Of(id));

    /// <summary>A member's standing.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="id">Whose.</param>
    public static IStandingGrain Standing(this IGrainFactory grains, MemberId id) => Get<IStandingGrain>(grains, Of(id));

    /// <summary>A member's account.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="id">Whose.</param>
    public static IAccountGrain Account(this IGrainFactory grains, MemberId id) => Get<IAccountGrain>(grains, AccountOf(id));

    /// <summary>What a member follows, mutes and blocks.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="id">Whose choices.</param>
    public static IFollowingGrain Following(this IGrainFactory grains, MemberId id) => Get<IFollowingGrain>(grains, FollowingOf(id));

    /// <summary>Who follows what.</summary>
    /// <param name="grains">The cluster.</param>
    public static IFollowerListGrain FollowerList(this IGrainFactory grains) => Get<IFollowerListGrain>(grains, Everywhere);

    /// <summary>Feeds.</summary>
    /// <param name="grains">The cluster.</param>
    public static IFeedGrain Feed(this IGrainFactory grains) => Get<IFeedGrain>(grains, Everywhere);

    /// <summary>A member's drafts: <c>w:87</c>.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="id">Whose.</param>
    public static IDraftsGrain Drafts(this IGrainFactory grains, MemberId id) =>
        Get<IDraftsGrain>(grains, string.Create(CultureInfo.InvariantCulture, $"w:{id.Value}"));

    /// <summary>Webhooks.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="owner">Whose; null: the site's.</param>
    public static IWebhooksGrain Webhooks(this IGrainFactory grains, MemberId? owner) => Get<IWebhooksGrain>(grains, WebhooksOf(owner));

    /// <summary>What a member was told of.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="id">Whose.</param>
    public static INotificationsGrain Notifications(this IGrainFactory grains, MemberId id) => Get<INotificationsGrain>(grains, Of(id));

    /// <summary>What is new for some members.</summary>
    /// <param name="grains">The cluster.</param>
    public static INotificationTailGrain NotificationTail(this IGrainFactory grains) => Get<INotificationTailGrain>(grains, Everywhere);

    /// <summary>A skill.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="slug">Which.</param>
    public static ISkillGrain Skill(this IGrainFactory grains, SkillSlug slug) => Get<ISkillGrain>(grains, Of(slug));

    /// <summary>An invitation, by its code.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="code">The code.</param>
    public static IInvitationGrain Invitation(this IGrainFactory grains, string code) => Get<IInvitationGrain>(grains, InvitationOf(code));

    /// <summary>A link to a member's recognition, by its token.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="token">The token.</param>
    public static IShareGrain Share(this IGrainFactory grains, string token) => Get<IShareGrain>(grains, ShareOf(token));

    /// <summary>A request for an invitation, by the keyed hash of its address.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="addressHash">64 hexadecimal digits.</param>
    public static IInvitationRequestGrain InvitationRequest(this IGrainFactory grains, string addressHash) =>
        Get<IInvitationRequestGrain>(grains, $"r:{addressHash}");

    /// <summary>Who counts a network address, one of 4,096.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="address">Its text; only the beginning of a hash becomes the key.</param>
    public static ISourceGrain Source(this IGrainFactory grains, string address) => Get<ISourceGrain>(grains, $"n:{Hash("source", address)[..3]}");

    /// <summary>The directory of members.</summary>
    /// <param name="grains">The cluster.</param>
    public static IDirectoryGrain Directory(this IGrainFactory grains) => Get<IDirectoryGrain>(grains, Everywhere);

    /// <summary>Lists of questions.</summary>
    /// <param name="grains">The cluster.</param>
    public static IQuestionListGrain QuestionList(this IGrainFactory grains) => Get<IQuestionListGrain>(grains, Everywhere);

    /// <summary>Lists of skills.</summary>
    /// <param name="grains">The cluster.</param>
    public static ISkillListGrain SkillList(this IGrainFactory grains) => Get<ISkillListGrain>(grains, Everywhere);

    /// <summary>The site's own words.</summary>
    /// <param name="grains">The cluster.</param>
    public static ISiteGrain Site(this IGrainFactory grains) => Get<ISiteGrain>(grains, SiteStream);

    /// <summary>How the site is doing.</summary>
    /// <param name="grains">The cluster.</param>
    public static IPulseGrain Pulse(this IGrainFactory grains) => Get<IPulseGrain>(grains, Everywhere);

    /// <summary>What search engines are told of.</summary>
    /// <param name="grains">The cluster.</param>
    public static ISitemapGrain Sitemap(this IGrainFactory grains) => Get<ISitemapGrain>(grains, Everywhere);

    /// <summary>The search.</summary>
    /// <param name="grains">The cluster.</param>
    public static ISearchGrain Search(this IGrainFactory grains) => Get<ISearchGrain>(grains, Everywhere);

    /// <summary>Codes and addresses.</summary>
    /// <param name="grains">The cluster.</param>
    public static IDoorkeeperGrain Doorkeeper(this IGrainFactory grains) => Get<IDoorkeeperGrain>(grains, Everywhere);

    /// <summary>Who is suspended.</summary>
    /// <param name="grains">The cluster.</param>
    public static ISuspensionsGrain Suspensions(this IGrainFactory grains) => Get<ISuspensionsGrain>(grains, Everywhere);

    /// <summary>The end of the log.</summary>
    /// <param name="grains">The cluster.</param>
    public static ILiveFeedGrain LiveFeed(this IGrainFactory grains) => Get<ILiveFeedGrain>(grains, Everywhere);

    /// <summary>How mails leave.</summary>
    /// <param name="grains">The cluster.</param>
    public static IMailGrain Mail(this IGrainFactory grains) => Get<IMailGrain>(grains, Everywhere);

    /// <summary>Numbers.</summary>
    /// <param name="grains">The cluster.</param>
    public static IIdentifierGrain Identifiers(this IGrainFactory grains) => Get<IIdentifierGrain>(grains, Everywhere);

    /// <summary>Commands that were recorded.</summary>
    /// <param name="grains">The cluster.</param>
    public static ICommandGrain Commands(this IGrainFactory grains) => Get<ICommandGrain>(grains, Everywhere);

    /// <summary>How one silo sees the log: <c>v:</c> and its address.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="silo">The silo's address with its generation.</param>
    public static IWitnessGrain Witness(this IGrainFactory grains, string silo) => Get<IWitnessGrain>(grains, $"v:{silo}");

    private static string Hash(string purpose, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"skiller {purpose}|{text}")));

#pragma warning disable RS0030 // The one caller of GetGrain.
    private static T Get<T>(IGrainFactory grains, string key)
        where T : IGrainWithStringKey => grains.GetGrain<T>(key);
#pragma warning restore RS0030
}
