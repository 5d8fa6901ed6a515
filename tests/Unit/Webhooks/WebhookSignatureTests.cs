using Skiller.Contracts.Members;
using Skiller.Grains.Webhooks;
using Xunit;

namespace Skiller.Tests.Unit.Webhooks;

public sealed class WebhookSignatureTests
{
    private static readonly DateTimeOffset _at = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    // The reference vector that the libraries of Standard Webhooks are tested with.
    [Fact]
    public void It_signs_as_the_reference_does() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Of(
            [WebhookSignature.Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")], "msg_p5jXN8AQM9LWM0D4loKWxJek", _at, """{"test": 2432232314}"""u8));

    [Fact]
    public void Several_secrets_sign_one_after_the_other()
    {
        byte[][] secrets = [new byte[32], [.. Enumerable.Repeat((byte)7, 32)]];
        var both = WebhookSignature.Of(secrets, "msg_a", _at, "{}"u8);
        Assert.Equal(string.Join(' ', secrets.Select(secret => WebhookSignature.Of([secret], "msg_a", _at, "{}"u8))), both);
    }

    [Fact]
    public void A_secret_is_the_same_each_time_and_another_for_each_webhook_and_renewal()
    {
        var node = new byte[32];
        var mark = new SecretMark(1, _at);
        var secret = WebhookSecrets.Derive(node, new MemberId(87), 1, mark);
        Assert.Equal(secret, WebhookSecrets.Derive(node, new MemberId(87), 1, mark));
        Assert.Equal(secret, WebhookSignature.Secret(WebhookSignature.Text(secret)));
        byte[][] others =
        [
            WebhookSecrets.Derive(node, new MemberId(88), 1, mark), WebhookSecrets.Derive(node, null, 1, mark), WebhookSecrets.Derive(node, new MemberId(87), 2, mark),
            WebhookSecrets.Derive(node, new MemberId(87), 1, mark with { Version = 2 }), WebhookSecrets.Derive(node, new MemberId(87), 1, mark with { At = _at.AddSeconds(1) }),
        ];
        Assert.All(others, other => Assert.NotEqual(secret, other));
    }
}
