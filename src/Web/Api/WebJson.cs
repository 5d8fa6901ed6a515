using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Skiller.Web.Following;
using Skiller.Web.Identity;
using Skiller.Web.Invitations;
using Skiller.Web.Live;
using Skiller.Web.Members;
using Skiller.Web.Notifications;
using Skiller.Web.Problems;
using Skiller.Web.Pulse;
using Skiller.Web.Questions;
using Skiller.Web.Search;
using Skiller.Web.Skills;
using Skiller.Web.Webhooks;

namespace Skiller.Web.Api;

/// <summary>How answers are written: camelCase, letters of all languages as they are, what HTML could misread escaped (X10).</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(QuestionCreated))]
[JsonSerializable(typeof(PostCreated))]
[JsonSerializable(typeof(QuestionJson))]
[JsonSerializable(typeof(AnswerJson))]
[JsonSerializable(typeof(CommentJson))]
[JsonSerializable(typeof(ListJson<AnswerJson>))]
[JsonSerializable(typeof(ListJson<CommentJson>))]
[JsonSerializable(typeof(ListJson<EndorsementJson>))]
[JsonSerializable(typeof(ListJson<RevisionJson>))]
[JsonSerializable(typeof(ListJson<QuestionSummaryJson>))]
[JsonSerializable(typeof(EditedAnswer))]
[JsonSerializable(typeof(VoteResponse))]
[JsonSerializable(typeof(AcceptanceResponse))]
[JsonSerializable(typeof(MemberCreated))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(ListJson<LedgerEntryJson>))]
[JsonSerializable(typeof(MemberJson))]
[JsonSerializable(typeof(ListJson<MemberListItemJson>))]
[JsonSerializable(typeof(InvitationCreated))]
[JsonSerializable(typeof(InvitationsJson))]
[JsonSerializable(typeof(NotificationsJson))]
[JsonSerializable(typeof(NotificationSettingsJson))]
[JsonSerializable(typeof(SearchJson))]
[JsonSerializable(typeof(LiveJson))]
[JsonSerializable(typeof(WebhooksJson))]
[JsonSerializable(typeof(WebhookJson))]
[JsonSerializable(typeof(WebhookSecretJson))]
[JsonSerializable(typeof(ListJson<WebhookDeliveryJson>))]
[JsonSerializable(typeof(FollowJson))]
[JsonSerializable(typeof(ListJson<FollowerJson>))]
[JsonSerializable(typeof(ListJson<FollowedJson>))]
[JsonSerializable(typeof(ListJson<FeedItemJson>))]
[JsonSerializable(typeof(PulseJson))]
[JsonSerializable(typeof(SkillJson))]
[JsonSerializable(typeof(ListJson<SkillSummaryJson>))]
internal sealed partial class WebJson : JsonSerializerContext
{
    public static WebJson Writing { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });
}
