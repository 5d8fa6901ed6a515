using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Logging;

namespace Skiller.Web.Site;

/// <summary>
/// The one key under which tokens of forms are made: the secret that all nodes share, so that a form of one front is good on every other. It
/// guards forms only; sessions are tokens that the account's grain knows.
/// </summary>
internal sealed class FormKeys(byte[] secret, ILoggerFactory loggers) : IKeyManager
{
    private readonly IKey _key = new SharedKey(secret, loggers);

    public IReadOnlyCollection<IKey> GetAllKeys() => [_key];

    public CancellationToken GetCacheExpirationToken() => CancellationToken.None;

    public IKey CreateNewKey(DateTimeOffset activationDate, DateTimeOffset expirationDate) => _key;

    public void RevokeAllKeys(DateTimeOffset revocationDate, string? reason = null) => throw new NotSupportedException("The shared secret is not revoked here.");

    public void RevokeKey(Guid keyId, string? reason = null) => throw new NotSupportedException("The shared secret is not revoked here.");

    private sealed class SharedKey : IKey
    {
        private readonly AuthenticatedEncryptorFactory _encryptors;

        public SharedKey(byte[] secret, ILoggerFactory loggers)
        {
            Descriptor = new AuthenticatedEncryptorDescriptor(new AuthenticatedEncryptorConfiguration(), new Secret(secret));
            _encryptors = new AuthenticatedEncryptorFactory(loggers);
        }

        public DateTimeOffset ActivationDate => DateTimeOffset.UnixEpoch;

        public DateTimeOffset CreationDate => DateTimeOffset.UnixEpoch;

        public DateTimeOffset ExpirationDate => DateTimeOffset.MaxValue;

        public bool IsRevoked => false;

        public Guid KeyId { get; } = new("5b1d2f0e-6c6c-4572-8f6b-736b696c6c72");

        public IAuthenticatedEncryptorDescriptor Descriptor { get; }

        public IAuthenticatedEncryptor? CreateEncryptor() => _encryptors.CreateEncryptorInstance(this);
    }
}
