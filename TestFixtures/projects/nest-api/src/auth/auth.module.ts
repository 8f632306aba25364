import { Global, Module } from '@nestjs/common';

import { ApiKeyGuard } from './api-key.guard';
import { ApiKeyStore } from './api-key.store';

@Global()
@Module({
  providers: [ApiKeyGuard, ApiKeyStore],
  exports: [ApiKeyGuard, ApiKeyStore],
})
export class AuthModule {}
