using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Logging;

namespace Skiller.Web.Site.Forms;

/// <summary>A key of forms as ASP.NET's data protection takes it. It never expires there: the ring says which one proves.</summary>
internal sealed class SharedFormKey : IKey
{
    private readonly AuthenticatedEncryptorFactory _encryptors;

    public SharedFormKey(FormKey key, DateTimeOffset from, ILoggerFactory loggers)
    {
        (KeyId, CreationDate, ActivationDate) = (key.Id, key.MadeAt, from);
        Descriptor = new AuthenticatedEncryptorDescriptor(new AuthenticatedEncryptorConfiguration(), new Secret(key.Secret));
        _encryptors = new AuthenticatedEncryptorFactory(loggers);
    }

    public Guid KeyId { get; }

    public DateTimeOffset CreationDate { get; }

    public DateTimeOffset ActivationDate { get; }

    public DateTimeOffset ExpirationDate => DateTimeOffset.MaxValue;

    public bool IsRevoked => false;

    public IAuthenticatedEncryptorDescriptor Descriptor { get; }

    public IAuthenticatedEncryptor? CreateEncryptor() => _encryptors.CreateEncryptorInstance(this);
}
